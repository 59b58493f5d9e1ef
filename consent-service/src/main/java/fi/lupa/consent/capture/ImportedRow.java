// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an import, as it was sent.
 *
 * @param line its number in the file, the first is 1
 * @param members by column; what is blank is left out
 */
public record ImportedRow(int line, Map<String, String> members) {

    /** Keeps a copy. */
    public ImportedRow {
        members = Map.copyOf(members);
    }

    @Nullable
    String text(String column) {
        return members.get(column);
    }

    @Override
    public String toString() {
        return "ImportedRow[" + line + "]";
    }
}
