// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An open folder on an IMAP server. Reading a message marks nothing. Not thread-safe. */
final class ImapFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ImapFolder.class);
    private static final String CONNECT_LIMIT =
            Long.toString(Duration.ofSeconds(10).toMillis());
    private static final String ANSWER_LIMIT =
            Long.toString(Duration.ofSeconds(30).toMillis());

    private final Store store;
    private final Folder folder;

    private ImapFolder(Store store, Folder folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Opens it; throws MessagingException if the server is away or refuses, IOException if the password cannot be read. */
    static ImapFolder open(MailboxesConfig.Box box) throws MessagingException, IOException {
        String protocol = box.tls() == MailboxesConfig.Tls.TLS ? "imaps" : "imap";
        Store store = Session.getInstance(properties(protocol, box)).getStore(protocol);
        try {
            store.connect(box.host(), box.port(), box.user(), password(box));
            Folder folder = store.getFolder(box.folder());
            folder.open(Folder.READ_WRITE);
            return new ImapFolder(store, folder);
        } catch (MessagingException | IOException | RuntimeException e) {
            close(store);
            throw e;
        }
    }

    private static Properties properties(String protocol, MailboxesConfig.Box box) throws MessagingException {
        if (box.tls() == MailboxesConfig.Tls.NONE && !isThisMachine(box.host())) {
            throw new MessagingException("without TLS only a server on the same machine is read");
        }
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "connectiontimeout", CONNECT_LIMIT);
        properties.put(prefix + "timeout", ANSWER_LIMIT);
        properties.put(prefix + "writetimeout", ANSWER_LIMIT);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        boolean starttls = box.tls() == MailboxesConfig.Tls.STARTTLS;
        properties.put(prefix + "starttls.enable", Boolean.toString(starttls));
        properties.put(prefix + "starttls.required", Boolean.toString(starttls));
        return properties;
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String password(MailboxesConfig.Box box) throws IOException {
        return box.passwordFile().isPresent()
                ? Files.readString(box.passwordFile().get()).strip()
                : box.password().orElse("");
    }

    long validity() throws MessagingException {
        return uids().getUIDValidity();
    }

    private UIDFolder uids() {
        return (UIDFolder) folder;
    }

    /**
     * A message that came in.
     *
     * @param content as much of it as may be read
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Mail(long uid, Message message, byte[] content, Instant receivedAt) {}

    /** The numbers of those after this one, oldest first. */
    List<Long> after(long uid, int most) throws MessagingException {
        List<Long> found = new ArrayList<>();
        for (Message message : uids().getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
            long its = message == null ? 0 : uids().getUID(message);
            // A server answers with its last message when there is none that is newer.
            if (its > uid) {
                found.add(its);
            }
        }
        return found.stream().sorted().limit(most).toList();
    }

    /** Fetches a message, nothing if it is gone by now; what is larger than may be is cut off. */
    @Nullable
    Mail fetch(long uid, int mostBytes, Instant now) throws MessagingException, IOException {
        Message message = uids().getMessageByUID(uid);
        if (message == null || message.isExpunged()) {
            return null;
        }
        Limited content = new Limited(mostBytes);
        try {
            message.writeTo(content);
            return new Mail(uid, message, content.bytes(), receivedAt(message, now));
        } catch (FullException e) {
            LOG.infof("A message is larger than is read: uid=%d", uid);
            return new Mail(uid, message, content.bytes(), receivedAt(message, now));
        } catch (MessagingException | IOException e) {
            if (!folder.isOpen()) {
                throw e;
            }
            // The server is there and cannot give this one: it is for a person, and the next has its turn.
            LOG.warnf(
                    "The server cannot give a message: uid=%d %s",
                    uid, e.getClass().getSimpleName());
            return new Mail(uid, message, new byte[0], now);
        }
    }

    private static Instant receivedAt(Message message, Instant now) throws MessagingException {
        Date received = message.getReceivedDate();
        return received == null || received.toInstant().isAfter(now) ? now : received.toInstant();
    }

    /** Marks it as read, or for a person to read. */
    void mark(Mail mail, boolean forAPerson) {
        try {
            mail.message().setFlag(forAPerson ? Flags.Flag.FLAGGED : Flags.Flag.SEEN, true);
        } catch (MessagingException e) {
            LOG.warnf("A message that is recorded could not be marked: uid=%d", mail.uid());
        }
    }

    @Override
    public void close() {
        try {
            folder.close(false);
        } catch (MessagingException | IllegalStateException e) {
            LOG.debugf("A folder was gone before it was closed");
        }
        close(store);
    }

    private static void close(Store store) {
        try {
            store.close();
        } catch (MessagingException e) {
            LOG.debugf("A mail server was gone before it was left");
        }
    }

    /** Takes so many bytes and then no more. */
    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int most;

        Limited(int most) {
            this.most = most;
        }

        byte[] bytes() {
            return Arrays.copyOf(taken.toByteArray(), Math.min(taken.size(), most));
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            taken.write(bytes, from, Math.min(length, most - taken.size()));
            if (taken.size() >= most) {
                throw new FullException();
            }
        }
    }

    /** As much was read as may be. */
    private static final class FullException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
