// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Locale;

/** What kinds of entries there are; names on the wire and in the database are in lower case. */
enum CatalogueKind {
    CONTROLLER,
    PURPOSE,
    NOTICE,
    MANDATE,
    GROUP,
    ARRANGEMENT,
    PARTNER;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of the journal row that tells of a new version. */
    String journalKind() {
        return "catalogue." + wireName();
    }
}
