// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import fi.lupa.consent.testing.ConsentStack;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The mailbox that the service reads, from outside. */
final class Postbox {

    private Postbox() {}

    /** What is done in the open folder. */
    @FunctionalInterface
    interface Work<T> {
        T in(Folder folder, Session session) throws MessagingException;
    }

    static void put(String mail) {
        put(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static void put(byte[] mail) {
        open((folder, session) -> {
            folder.appendMessages(new Message[] {new MimeMessage(session, new ByteArrayInputStream(mail))});
            return folder;
        });
    }

    /** A letter in plain text. */
    static String letter(String from, String subject, String text) {
        return "From: Koe Henkilö <" + from + ">\nTo: " + ConsentStack.MAILBOX + "\nSubject: " + subject
                + "\nMessage-ID: <" + from + ">\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\n" + text
                + "\n";
    }

    /** Whether the last message that this somebody wrote has the flag. */
    static boolean isMarked(String from, Flags.Flag flag) {
        return open((folder, session) -> {
            boolean marked = false;
            for (Message message : folder.getMessages()) {
                if (isFrom(message, from)) {
                    marked = message.isSet(flag);
                }
            }
            return marked;
        });
    }

    /** The server cannot give the headers of everything that was put there. */
    private static boolean isFrom(Message message, String from) {
        try {
            String[] header = message.getHeader("From");
            return header != null && header[0].contains(from);
        } catch (MessagingException e) {
            return false;
        }
    }

    private static <T> T open(Work<T> work) {
        try {
            Properties properties = new Properties();
            properties.put("mail.imap.peek", "true");
            Session session = Session.getInstance(properties);
            try (Store store = session.getStore("imap")) {
                store.connect("127.0.0.1", ConsentStack.postbox(), ConsentStack.MAILBOX, ConsentStack.MAILBOX);
                try (Folder folder = store.getFolder("INBOX")) {
                    folder.open(Folder.READ_WRITE);
                    return work.in(folder, session);
                }
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
