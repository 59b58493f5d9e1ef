// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

/** The kinds of facts this feature records, by their names on the wire, and the member of the fact that says what. */
enum RightsFactKind {
    RECEIVED("rights.received", "rights"),
    COMPLETED("rights.completed", "rights"),
    COPIED("rights.copied", "rights"),
    RESTRICTION_SET("restriction.set", "restriction"),
    RESTRICTION_LIFTED("restriction.lifted", "restriction"),
    ERASED("subject.erased", "erasure");

    private final String wireName;
    private final String part;

    RightsFactKind(String wireName, String part) {
        this.wireName = wireName;
        this.part = part;
    }

    String wireName() {
        return wireName;
    }

    String part() {
        return part;
    }
}
