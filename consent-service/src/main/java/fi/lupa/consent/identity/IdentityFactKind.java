// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

/** The kinds of facts this feature records, by their names on the wire, and the member of the fact that says what. */
enum IdentityFactKind {
    MERGED("subject.merged", "merge"),
    SPLIT("subject.split", "split");

    private final String wireName;
    private final String part;

    IdentityFactKind(String wireName, String part) {
        this.wireName = wireName;
        this.part = part;
    }

    String wireName() {
        return wireName;
    }

    String part() {
        return part;
    }

    /** What the facts of both subjects say. */
    record Part(String from, String into) {}
}
