// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The mailboxes that are read; none without a box. */
@ConfigMapping(prefix = "consent.mailboxes")
interface MailboxesConfig {

    /** How often the mailboxes are looked into. */
    @WithDefault("30s")
    Duration every();

    /** How many messages of a mailbox are read before the next has its turn. */
    @WithDefault("100")
    int atOnce();

    /** How much of a message is read; what lies beyond it is not seen. */
    @WithDefault("1M")
    MemorySize maxMessageSize();

    /** The longest pause for a mail server that is not there; it doubles from the time between two looks. */
    @WithDefault("PT15M")
    Duration pauseAtMost();

    /** The mailboxes, each under a name of your own. */
    Map<String, Box> boxes();

    /** A mailbox on an IMAP server. */
    interface Box {
        /** The key of the tenant whose mailbox it is. */
        String tenant();

        /** The key of the controller to whom people write there. */
        String controller();

        /** The IMAP server. */
        String host();

        /** Its port. */
        @WithDefault("993")
        int port();

        /** How it is spoken to: `TLS`, `STARTTLS`, or `NONE` for a server on the same machine only. */
        @WithDefault("TLS")
        Tls tls();

        /** The name of the mailbox's user. */
        String user();

        /** The user's password; better in a file. */
        Optional<String> password();

        /** The file with the user's password. */
        Optional<Path> passwordFile();

        /** The folder that is read. */
        @WithDefault("INBOX")
        String folder();
    }

    /** How a server is spoken to. */
    enum Tls {
        TLS,
        STARTTLS,
        NONE
    }
}
