// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Takes every mail by SMTP, keeps it for IMAP while it runs, and writes it as a numbered file. */
public final class MailProcess {

    private static final long WAIT_MILLIS = 60_000;

    private MailProcess() {}

    /** Runs until SIGTERM. */
    public static void main(String[] args) throws IOException, MessagingException {
        Child.endOnFailure();
        Child.endWithOwner(() -> {});
        Path messages = Files.createDirectories(Child.dir().resolve("messages"));
        ServerSetup smtp = new ServerSetup(Child.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        ServerSetup imap =
                new ServerSetup(Integer.getInteger("lupa.imap.port"), "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        GreenMail mail = new GreenMail(new ServerSetup[] {smtp, imap});
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mail.start();
        Child.ready();
        keep(mail, messages);
    }

    /** The server lists messages by mailbox: a new one may stand anywhere among them. */
    private static void keep(GreenMail mail, Path messages) throws IOException, MessagingException {
        int before = count(messages);
        Set<MimeMessage> written = Collections.newSetFromMap(new IdentityHashMap<>());
        while (true) {
            if (mail.waitForIncomingEmail(WAIT_MILLIS, written.size() + 1)) {
                for (MimeMessage received : mail.getReceivedMessages()) {
                    if (written.add(received)) {
                        write(received, messages, before + written.size());
                    }
                }
            }
        }
    }

    private static void write(MimeMessage message, Path messages, int number) throws IOException, MessagingException {
        String name = String.format(Locale.ROOT, "%06d.eml", number);
        Path fresh = messages.resolve(name + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            message.writeTo(out);
        }
        Files.move(fresh, messages.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int count(Path messages) throws IOException {
        try (Stream<Path> files = Files.list(messages)) {
            return (int) files.filter(file -> file.toString().endsWith(".eml")).count();
        }
    }
}
