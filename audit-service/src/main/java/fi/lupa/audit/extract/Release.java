// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.util.UUID;

/** The second person's word, and the event that tells of it in the log. */
record Release(Extract.Officer officer, UUID event) {}
