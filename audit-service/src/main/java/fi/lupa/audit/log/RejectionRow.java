// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.RefusedRecord;

/** What was refused, beside the entry that tells of it. */
record RejectionRow(EntryRow entry, String topicId, RefusedRecord refused) {}
