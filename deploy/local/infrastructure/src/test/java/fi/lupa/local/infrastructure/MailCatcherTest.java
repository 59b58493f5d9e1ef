// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    private MailCatcher mail;

    @BeforeEach
    void start() {
        mail = MailCatcher.start(dir, 0);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void keepsEveryMessageAsAFile_whenSentBeforeAndAfterAKill() throws Exception {
        // Given
        send("first subject");
        mail.awaitMessages(1, LIMIT);

        // When
        mail.kill();
        mail.restart();
        send("second subject");
        List<Path> messages = mail.awaitMessages(2, LIMIT);

        // Then
        assertThat(messages)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("000001.eml", "000002.eml");
        assertThat(Files.readString(messages.get(0))).contains("Subject: first subject");
        assertThat(Files.readString(messages.get(1))).contains("Subject: second subject", "To: matti@koe.example.fi");
    }

    @Test
    void keepsEachMessageOnce_whenAnOldAddressGetsAnother() throws Exception {
        // Given
        List<String> to = List.of("matti@koe.example.fi", "anna@koe.example.fi", "matti@koe.example.fi");

        // When
        for (int i = 0; i < to.size(); i++) {
            send("subject " + i, to.get(i));
            mail.awaitMessages(i + 1, LIMIT);
        }

        // Then
        List<Path> messages = mail.messages();
        for (int i = 0; i < to.size(); i++) {
            assertThat(Files.readString(messages.get(i))).contains("Subject: subject " + i, "To: " + to.get(i));
        }
    }

    @Test
    void servesTheMessageByImap_whenAsked() throws Exception {
        // Given
        send("by imap");
        mail.awaitMessages(1, LIMIT);

        // When
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", mail.imapPort(), "matti@koe.example.fi", "any");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);

            // Then
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("by imap");
        }
    }

    private void send(String subject) throws MessagingException {
        send(subject, "matti@koe.example.fi");
    }

    private void send(String subject, String to) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("lupa@example.fi"));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setText("body");
        Transport.send(message);
    }
}
