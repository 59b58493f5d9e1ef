// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.util.UUID;

/** One log: a tenant's year. */
record LogKey(UUID tenant, int year) {}
