// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import java.nio.charset.StandardCharsets;

/** Mails as providers send them, with made-up addresses; the shapes are those of the examples in RFC 5965 and RFC 3464. */
final class Mails {

    private Mails() {}

    static byte[] complaint(String about) {
        return report(
                "feedback-report",
                "message/feedback-report",
                """
                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Mail-From: <somespammer@koe.example.fi>
                %sArrival-Date: Thu, 8 Mar 2026 14:00:00 EDT
                """.formatted(about.isEmpty() ? "" : "Original-Rcpt-To: <" + about + ">\n"),
                "hidden@koe.example.fi");
    }

    /** A complaint by a provider that names the address only in the mail it is about. */
    static byte[] redactedComplaint(String to) {
        return report(
                "feedback-report",
                "message/feedback-report",
                "Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n",
                to);
    }

    static byte[] bounce(String address, String action, String status) {
        return report("delivery-status", "message/delivery-status", """
                Reporting-MTA: dns; mx.koe.example.fi

                Final-Recipient: rfc822;%s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 as we say
                """.formatted(address, action, status), address);
    }

    static byte[] letter(String from) {
        return crlf("From: " + from + "\nTo: info@koe.example.fi\nSubject: hei\n\nLopettakaa!\n");
    }

    private static byte[] report(String type, String partType, String part, String to) {
        return crlf("""
                From: <postmaster@koe.example.fi>
                To: <fbl@koe.example.fi>
                Subject: FW: a message
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="part1"

                --part1
                Content-Type: text/plain; charset="US-ASCII"

                This is a report.

                --part1
                Content-Type: %s

                %s
                --part1
                Content-Type: message/rfc822

                From: <somespammer@koe.example.fi>
                To: <%s>
                Subject: Earn money
                MIME-Version: 1.0
                Content-type: text/plain

                Spam Spam Spam
                --part1--
                """.formatted(type, partType, part, to));
    }

    private static byte[] crlf(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
