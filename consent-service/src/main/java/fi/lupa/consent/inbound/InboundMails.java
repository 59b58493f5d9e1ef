// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.RequestFingerprint;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Takes mails as they came, by the very code that takes them over HTTP; the same mail again is recorded once. */
@ApplicationScoped
public class InboundMails {

    private static final int OVERLAP = 200;

    private final ReceiveInbound inbound;
    private final RequestFingerprint fingerprint;

    InboundMails(ReceiveInbound inbound, RequestFingerprint fingerprint) {
        this.inbound = inbound;
        this.fingerprint = fingerprint;
    }

    /**
     * What became of a mail.
     *
     * @param understood as {@link Understood} and {@link MailReport.Kind} say, or AUTOMATIC, or UNREADABLE
     * @param forAPerson whether somebody has to read it
     */
    public record Taken(String understood, boolean forAPerson) {

        private static final Taken AUTOMATIC = new Taken("AUTOMATIC", false);
        /** Nobody knows what it says. */
        public static final Taken UNREADABLE = new Taken("UNREADABLE", true);
    }

    /** Records what the mail says of or by whom; throws what says that it may succeed another time, and nothing else. */
    public Taken take(Caller caller, String controller, byte[] mail, Instant receivedAt) {
        try {
            List<MailReport> reports = MailReports.read(mail);
            return reports.isEmpty()
                    ? text(caller, controller, MailText.of(mail), receivedAt)
                    : reports(caller, controller, reports, receivedAt);
        } catch (MessagingException | IOException e) {
            return Taken.UNREADABLE;
        } catch (ProblemException refused) {
            if (isOurs(refused.code())) {
                throw refused;
            }
            return Taken.UNREADABLE;
        }
    }

    /** What is no fault of the mail: nobody's no is passed over because of a setting or a database. */
    private static boolean isOurs(ProblemCode code) {
        return code.retryMayHelp()
                || code.status() >= ProblemCode.INTERNAL.status()
                || code == ProblemCode.CONTROLLER_UNKNOWN
                || code == ProblemCode.CALLER_NOT_AUTHORISED;
    }

    private Taken reports(Caller caller, String controller, List<MailReport> reports, Instant receivedAt) {
        StringBuilder all = new StringBuilder();
        reports.forEach(report -> all.append(report.address()).append('\n').append(report.original()));
        IdempotencyClaim claim = claim(caller, all.toString());
        for (int i = 0; i < reports.size(); i++) {
            MailBody body = new MailBody(controller, reports.get(i), receivedAt);
            if (body.kind() == MailReport.Kind.COMPLAINT) {
                inbound.complaint(caller, body, claim.part(i));
            } else {
                inbound.bounce(caller, body, claim.part(i));
            }
        }
        return new Taken(reports.get(0).kind().name(), false);
    }

    private Taken text(Caller caller, String controller, MailText mail, Instant receivedAt) {
        if (mail.automatic()) {
            return Taken.AUTOMATIC;
        }
        if (mail.from().isEmpty()) {
            return Taken.UNREADABLE;
        }
        String words = widest(mail.words());
        Understood understood = StopWords.read(words);
        if (understood.scopes().isEmpty()) {
            return new Taken(understood.name(), true);
        }
        String from = mail.from().get();
        TextBody body =
                new TextBody(controller, new RawIdentifier(IdentifierType.EMAIL, from, null), words, receivedAt);
        inbound.text(
                caller,
                body,
                ReceiveInbound.Way.MAIL,
                claim(caller, mail.messageId() + '\n' + from + '\n' + mail.words()));
        return new Taken(understood.name(), false);
    }

    /** Of a long text the part with the widest no. */
    private static String widest(String text) {
        String widest = text.substring(0, Math.min(text.length(), TextBody.LONGEST));
        Understood understood = StopWords.read(widest);
        for (int from = TextBody.LONGEST - OVERLAP; from < text.length(); from += TextBody.LONGEST - OVERLAP) {
            String part = text.substring(from, Math.min(text.length(), from + TextBody.LONGEST));
            Understood read = StopWords.read(part);
            if (read.compareTo(understood) < 0) {
                understood = read;
                widest = part;
            }
        }
        return widest;
    }

    /** By what the mail says, not by its id alone: whoever guesses an id must not be able to keep somebody else's no out. */
    private IdempotencyClaim claim(Caller caller, String content) {
        byte[] digest = fingerprint.of("MAIL", caller.client(), content.getBytes(StandardCharsets.UTF_8));
        String key = "mail-" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return new IdempotencyClaim(caller.client(), key, digest, AnswerSeal.NONE);
    }
}
