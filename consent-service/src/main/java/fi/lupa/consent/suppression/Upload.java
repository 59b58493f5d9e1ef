// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.platform.identifier.IdentifierType;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about the list it sends.
 *
 * @param type of all values; null: by kind, or for an own list by each value
 * @param rows and {@code sha256}: of the whole body; required for a register
 * @param confirm that a register may shrink to less than half
 */
record Upload(
        String id,
        String controller,
        ListKind kind,
        ListFormat format,
        @Nullable IdentifierType type,
        LocalDate asOf,
        @Nullable Long rows,
        @Nullable String sha256,
        boolean confirm) {

    /** Whether what arrived is what was announced, as far as it was. */
    boolean isWhole(long rowsRead, String sha256Read) {
        boolean allRows = rows == null || rows == rowsRead;
        return allRows && (sha256 == null || sha256Read.equals(sha256.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether a register's lines may come into force: a line that cannot be read is a no that would be lost, so there must be none of them
     * unless it is confirmed, and a register without any line that can be read is none.
     */
    boolean isReadable(long rowsRead, long invalid) {
        boolean allRead = invalid == 0 || confirm;
        return !kind.isRegister() || (allRead && invalid < rowsRead);
    }

    ListName list() {
        return kind.name(controller);
    }

    @Nullable
    IdentifierType typeOfAll() {
        IdentifierType ofKind = kind.type();
        return ofKind == null ? type : ofKind;
    }
}
