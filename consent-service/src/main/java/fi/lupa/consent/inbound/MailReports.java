// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads complaints (ARF, RFC 5965) and bounces (DSN, RFC 3464) out of a mail. */
final class MailReports {

    private static final String FEEDBACK = "message/feedback-report";
    private static final String DELIVERY = "message/delivery-status";
    private static final int LONGEST = 4_000;

    private MailReports() {}

    /** Returns what is reported; nothing if the mail is no report. Throws MessagingException if it is no mail. */
    static List<MailReport> read(byte[] mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        if (!message.isMimeType("multipart/report")) {
            return List.of();
        }
        MimeMultipart parts = new MimeMultipart(message.getDataHandler().getDataSource());
        List<MailReport> reports = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(FEEDBACK)) {
                reports.addAll(complaints(part, parts));
            } else if (part.isMimeType(DELIVERY)) {
                reports.addAll(bounces(part));
            }
        }
        return reports;
    }

    /** The addresses that the report names; where the provider hides them, those of the mail it is about. */
    private static List<MailReport> complaints(BodyPart part, MimeMultipart parts)
            throws MessagingException, IOException {
        InternetHeaders fields = new InternetHeaders(part.getInputStream());
        List<String> named = values(fields, "Original-Rcpt-To");
        List<String> addresses = named.isEmpty() ? addressees(parts) : named;
        String original = text(fields);
        return addresses.stream()
                .map(MailReports::address)
                .flatMap(Optional::stream)
                .distinct()
                .map(address -> new MailReport(MailReport.Kind.COMPLAINT, address, original))
                .toList();
    }

    private static List<String> addressees(MimeMultipart parts) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                return values(new InternetHeaders(part.getInputStream()), "To");
            }
        }
        return List.of();
    }

    /** Groups of fields with an empty line between them: the first is about the message, each other about one recipient. */
    private static List<MailReport> bounces(BodyPart part) throws MessagingException, IOException {
        List<MailReport> reports = new ArrayList<>();
        try (InputStream fields = new ByteArrayInputStream(part.getInputStream().readAllBytes())) {
            while (fields.available() > 0) {
                bounce(new InternetHeaders(fields)).ifPresent(reports::add);
            }
        }
        return reports;
    }

    private static Optional<MailReport> bounce(InternetHeaders fields) throws MessagingException {
        String recipient = first(fields, "Original-Recipient");
        String named = recipient == null ? first(fields, "Final-Recipient") : recipient;
        String action = first(fields, "Action");
        if (named == null || action == null) {
            return Optional.empty();
        }
        boolean hard = "failed".equals(action.strip().toLowerCase(Locale.ROOT)) && forGood(first(fields, "Status"));
        MailReport.Kind kind = hard ? MailReport.Kind.HARD_BOUNCE : MailReport.Kind.SOFT_BOUNCE;
        String typed = named.substring(named.indexOf(';') + 1);
        return address(typed).map(address -> new MailReport(kind, address, text(fields)));
    }

    /** RFC 3463: 5.1 says that there is no such address; a full mailbox or a refused text is no word about the address. */
    private static boolean forGood(@Nullable String status) {
        return status != null && status.strip().startsWith("5.1.");
    }

    private static Optional<String> address(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text.strip(), true);
            return Arrays.stream(addresses).findFirst().map(InternetAddress::getAddress);
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static List<String> values(InternetHeaders fields, String name) {
        String[] values = fields.getHeader(name);
        return values == null ? List.of() : List.of(values);
    }

    private static @Nullable String first(InternetHeaders fields, String name) {
        return values(fields, name).stream().findFirst().orElse(null);
    }

    private static String text(InternetHeaders fields) {
        String text = Collections.list(fields.getAllHeaders()).stream()
                .map((Header header) -> header.getName() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
