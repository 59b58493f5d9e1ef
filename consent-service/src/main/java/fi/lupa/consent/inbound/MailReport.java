// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import java.util.List;

/**
 * What a mail provider reports of one address.
 *
 * @param original the lines of the report itself, as evidence
 */
record MailReport(Kind kind, String address, String original) {

    /** What is reported. */
    enum Kind {
        /** RFC 5965: somebody pressed "this is spam". */
        COMPLAINT,
        /** RFC 3464: the address does not exist, for good. */
        HARD_BOUNCE,
        /** RFC 3464: it may work another time, or it did. */
        SOFT_BOUNCE
    }

    @Override
    public String toString() {
        return "MailReport[" + kind + "]";
    }

    /** Those of one kind. */
    static List<MailReport> of(List<MailReport> all, Kind kind) {
        return all.stream().filter(report -> report.kind() == kind).toList();
    }
}
