// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it waits, sealed: whom to, in which language, and what it asks to confirm.
 *
 * @param letter a letter that asks nothing; of the rest then only whom to counts, and until when it is tried
 */
record OutgoingMail(
        String to,
        String language,
        String link,
        String controller,
        List<String> purposes,
        Instant confirmBy,
        boolean reminder,
        @Nullable Letter letter) {

    /** Keeps a copy. */
    OutgoingMail {
        purposes = List.copyOf(purposes);
    }

    /** The same mail, sent once more to somebody who has not answered. */
    OutgoingMail asReminder() {
        return new OutgoingMail(to, language, link, controller, purposes, confirmBy, true, null);
    }

    /** A letter to an address. */
    static OutgoingMail of(String to, Letter letter, Instant until) {
        return new OutgoingMail(to, letter.language().tag(), "", "", List.of(), until, false, letter);
    }

    @Override
    public String toString() {
        return "OutgoingMail[…]";
    }
}
