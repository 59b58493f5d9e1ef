// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailReportsTest {

    private static final String MAIL = "maija@koe.example.fi";

    @Test
    void readsTheAddressThatAComplaintNames() throws MessagingException, IOException {
        assertThat(MailReports.read(Mails.complaint(MAIL))).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(MailReport.Kind.COMPLAINT);
            assertThat(report.address()).isEqualTo(MAIL);
            assertThat(report.original()).contains("Feedback-Type: abuse");
        });
    }

    @Test
    void readsTheAddressOfTheMailItself_whenTheProviderHidesIt() throws MessagingException, IOException {
        assertThat(MailReports.read(Mails.redactedComplaint(MAIL)))
                .extracting(MailReport::address)
                .containsExactly(MAIL);
    }

    @Test
    void tellsAnAddressThatDoesNotExistFromAFullMailbox() throws MessagingException, IOException {
        assertThat(MailReports.read(Mails.bounce(MAIL, "failed", "5.1.1")))
                .extracting(MailReport::kind)
                .containsExactly(MailReport.Kind.HARD_BOUNCE);
        assertThat(MailReports.read(Mails.bounce(MAIL, "failed", "5.2.2")))
                .extracting(MailReport::kind)
                .containsExactly(MailReport.Kind.SOFT_BOUNCE);
        assertThat(MailReports.read(Mails.bounce(MAIL, "delayed", "4.4.1")))
                .extracting(MailReport::kind)
                .containsExactly(MailReport.Kind.SOFT_BOUNCE);
    }

    @Test
    void findsNothing_inWhatIsNoReport() throws MessagingException, IOException {
        assertThat(MailReports.read(Mails.letter(MAIL))).isEmpty();
        assertThat(MailReports.read("no mail at all".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(MailReports.read(new byte[0])).isEmpty();
        assertThat(MailReports.read(Mails.bounce("not an address", "failed", "5.1.1")))
                .isEmpty();
    }
}
