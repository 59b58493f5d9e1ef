// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote in a mail, without what they answered to: in that our own words stand, and those speak of unsubscribing.
 *
 * @param from nothing if it does not say
 * @param words subject and text
 * @param automatic whether a machine answered
 */
record MailText(Optional<String> from, String messageId, String words, boolean automatic) {

    private static final int DEEPEST = 8;
    private static final Pattern ANSWER =
            Pattern.compile("^\\s*(re|vs|sv|aw|fwd?|vl)\\s*:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("^\\s*>.*");
    private static final Pattern ATTRIBUTION = Pattern.compile("(?i)^.*(wrote|kirjoitti|skrev)[^\\n]{0,80}:\\s*$");
    private static final Pattern ORIGINAL = Pattern.compile(
            "(?im)^\\s*(-{2,}\\s*(original message|alkuperäinen viesti|ursprungligt meddelande).*|(from|lähettäjä|från):\\s.*)$");
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(style|script|head)\\b.*?</\\1\\s*>");
    private static final Pattern QUOTED_HTML = Pattern.compile("(?is)<blockquote\\b.*?</blockquote\\s*>");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>");
    private static final Pattern NUMBERED = Pattern.compile("&#(\\d{1,6});");
    private static final Map<String, String> NAMED = Map.of(
            "&auml;", "ä", "&Auml;", "Ä", "&ouml;", "ö", "&Ouml;", "Ö", "&aring;", "å", "&Aring;", "Å", "&nbsp;", " ",
            "&lt;", "<", "&gt;", ">", "&amp;", "&");

    /** Reads a mail; throws MessagingException or IOException if it is none. */
    static MailText of(byte[] mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        String subject = message.getSubject();
        boolean told = subject != null && !ANSWER.matcher(subject).matches();
        String words = own(text(message, 0).orElse(""));
        return new MailText(
                from(message),
                Optional.ofNullable(message.getMessageID()).orElse(""),
                (told ? subject + "\n" : "") + words,
                isAutomatic(message));
    }

    @Override
    public String toString() {
        return "MailText[…]";
    }

    private static Optional<String> from(MimeMessage message) throws MessagingException {
        String header = message.getHeader("From", ",");
        if (header == null) {
            return Optional.empty();
        }
        return Arrays.stream(InternetAddress.parseHeader(header, false))
                .map(InternetAddress::getAddress)
                .filter(address -> address != null && address.contains("@"))
                .findFirst();
    }

    /** RFC 3834: an absence is nobody's word. */
    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        String[] said = message.getHeader("Auto-Submitted");
        return said != null
                && Arrays.stream(said)
                        .anyMatch(
                                value -> !value.strip().toLowerCase(Locale.ROOT).startsWith("no"));
    }

    /** Plain text rather than HTML, what is shown rather than what is attached. */
    private static Optional<String> text(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.isMimeType("multipart/*")) {
            return first(new MimeMultipart(part.getDataHandler().getDataSource()), depth);
        }
        if (part.isMimeType("text/html")) {
            return Optional.of(plain(decoded(part)));
        }
        return part.isMimeType("text/*") ? Optional.of(decoded(part)) : Optional.empty();
    }

    private static Optional<String> first(MimeMultipart parts, int depth) throws MessagingException, IOException {
        Optional<String> html = Optional.empty();
        for (int i = 0; i < parts.getCount(); i++) {
            Part part = parts.getBodyPart(i);
            Optional<String> text = text(part, depth + 1).filter(found -> !found.isBlank());
            if (text.isPresent() && !part.isMimeType("text/html")) {
                return text;
            }
            html = html.or(() -> text);
        }
        return html;
    }

    private static String decoded(Part part) throws MessagingException, IOException {
        return new String(part.getInputStream().readAllBytes(), charset(part.getContentType()));
    }

    /** What names no character set that there is, is taken for UTF-8. */
    private static Charset charset(@Nullable String contentType) {
        try {
            String named = contentType == null ? null : new ContentType(contentType).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (MessagingException | IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String plain(String html) {
        String bare = UNSEEN.matcher(html).replaceAll(" ");
        bare = QUOTED_HTML.matcher(bare).replaceAll(" ");
        bare = TAG.matcher(bare).replaceAll(" ");
        for (Map.Entry<String, String> named : NAMED.entrySet()) {
            bare = bare.replace(named.getKey(), named.getValue());
        }
        return NUMBERED.matcher(bare).replaceAll(number -> letter(Integer.parseInt(number.group(1))));
    }

    private static String letter(int code) {
        return Character.isLetterOrDigit(code) ? Character.toString(code) : " ";
    }

    /** Without lines that are quoted and, below something of their own, without the mail it answers. */
    private static String own(String text) {
        String said = text.lines()
                .filter(line -> !QUOTED.matcher(line).matches()
                        && !ATTRIBUTION.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        String above = ORIGINAL.split(said, 2)[0];
        return above.isBlank() ? said : above;
    }
}
