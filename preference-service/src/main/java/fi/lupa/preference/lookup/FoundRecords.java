// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import java.util.List;

/**
 * What was found, newest first.
 *
 * @param more whether there are older ones; ask again with an earlier {@code to}
 */
public record FoundRecords(List<ProvenRecord> records, boolean more) {

    public FoundRecords {
        records = List.copyOf(records);
    }
}
