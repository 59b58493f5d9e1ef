// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of catalogue entries that answers rest on; others are ignored. */
public enum CatalogueKind {
    CONTROLLER,
    PURPOSE,
    NOTICE,
    MANDATE,
    GROUP,
    ARRANGEMENT,
    PARTNER;

    /** Tells whether old versions go on counting beside the newest: what was shown, and what was joint, stays so. */
    public boolean everyVersionCounts() {
        return this == NOTICE || this == ARRANGEMENT;
    }

    /** Returns the kind as records write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of a word on the wire, or nothing for one of a later contract. */
    public static Optional<CatalogueKind> ofWireName(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(word))
                .findFirst();
    }
}
