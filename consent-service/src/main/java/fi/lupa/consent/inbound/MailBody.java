// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report that came as a mail, about one address. */
record MailBody(
        String controller, MailReport report, @Nullable Instant receivedAt) {

    /** Reads the mail; throws INVALID_VALUE unless it is such a report about exactly one address. */
    static MailBody of(
            @Nullable String controller, @Nullable String receivedAt, byte[] mail, List<MailReport.Kind> kinds) {
        if (controller == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "controller", "MISSING");
        }
        List<MailReport> reports = read(mail).stream()
                .filter(report -> kinds.contains(report.kind()))
                .toList();
        if (reports.size() != 1) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE, "", reports.isEmpty() ? "NOT_A_REPORT" : "MORE_THAN_ONE_ADDRESS");
        }
        return new MailBody(controller, reports.get(0), time(receivedAt));
    }

    MailReport.Kind kind() {
        return report.kind();
    }

    String original() {
        return report.original();
    }

    List<RawIdentifier> recipient() {
        return List.of(new RawIdentifier(IdentifierType.EMAIL, report.address(), null));
    }

    private static List<MailReport> read(byte[] mail) {
        try {
            return MailReports.read(mail);
        } catch (MessagingException | IOException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_A_MAIL");
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "receivedAt", "NOT_ALLOWED");
        }
    }

    @Override
    public String toString() {
        return "MailBody[" + report.kind() + "]";
    }
}
