// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mail server that delivers nothing: every message it takes is a numbered {@code .eml} file in {@code messages}, the newest last. */
public final class MailCatcher extends ChildProcess {

    private static final int ANSWER_MILLIS = 2000;
    private static final String IMAP_PORT = "lupa.imap.port";

    MailCatcher(Path dir, int smtpPortOr0, int imapPortOr0) {
        super(new ChildSpec(
                "mail",
                "MailProcess",
                "64m",
                dir,
                FreePort.orGiven(smtpPortOr0),
                Map.of(IMAP_PORT, Integer.toString(FreePort.orGiven(imapPortOr0)))));
    }

    /** Starts a mail catcher; messages of earlier starts stay in the directory, but no longer in its IMAP mailboxes. */
    public static MailCatcher start(Path dir, int smtpPortOr0) {
        return start(dir, smtpPortOr0, 0);
    }

    /** Starts a mail catcher with a given IMAP port. */
    public static MailCatcher start(Path dir, int smtpPortOr0, int imapPortOr0) {
        MailCatcher mail = new MailCatcher(dir, smtpPortOr0, imapPortOr0);
        mail.launchAndAwait();
        return mail;
    }

    /** The IMAP port; the mailbox's name is the address, any password will do. */
    public int imapPort() {
        return Integer.parseInt(spec().settings().getOrDefault(IMAP_PORT, "0"));
    }

    /** The files of all messages, oldest first. */
    public List<Path> messages() {
        try (Stream<Path> files = Files.list(directory().resolve("messages"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until there are so many messages, and returns them all. */
    public List<Path> awaitMessages(int count, Duration limit) {
        if (!await(limit, () -> messages().size() >= count)) {
            throw new IllegalStateException("only " + messages().size() + " of " + count + " messages after " + limit);
        }
        return messages();
    }

    @Override
    String ports() {
        return port() + "," + imapPort();
    }

    @Override
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            String greeting = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return greeting != null && greeting.startsWith("220");
        } catch (IOException notYet) {
            return false;
        }
    }
}
