// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.util.UUID;

/** Whose chain: a subject or a controller of a tenant. */
record ChainKey(UUID tenant, String name) {}
