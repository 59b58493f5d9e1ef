// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

/** What sealed data may be; the word is part of the associated data, so that one kind never passes for another. */
public final class SealedUse {

    /** The {@code identifiers} array of a state in a journal row. */
    public static final String STATE_IDENTIFIERS = "state-identifiers";

    /** The value of one identifier; the row's {@code ref} is appended. */
    public static final String IDENTIFIER_VALUE = "identifier-value:";

    /** The disclosures of one event; the event's id is appended. */
    public static final String DISCLOSURES = "disclosures:";

    /** The stored body of an answered request. */
    public static final String ANSWER = "answer";

    /** A mail that waits to be sent; the mail's id is appended. */
    public static final String MAIL = "mail:";

    /** Lines of an import that wait to be recorded; the job's id and the block's number are appended. */
    public static final String IMPORT_BLOCK = "import-block:";

    /** Who is spoken to in a call; the call's id is appended. */
    public static final String CALL = "call:";

    private SealedUse() {}
}
