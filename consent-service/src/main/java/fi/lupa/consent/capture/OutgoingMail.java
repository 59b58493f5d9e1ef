// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.time.Instant;
import java.util.List;

/** A confirmation mail as it waits, sealed: whom to, in which language, and what it asks. */
record OutgoingMail(
        String to,
        String language,
        String link,
        String controller,
        List<String> purposes,
        Instant confirmBy,
        boolean reminder) {

    /** Keeps a copy. */
    OutgoingMail {
        purposes = List.copyOf(purposes);
    }

    /** The same mail, sent once more to somebody who has not answered. */
    OutgoingMail asReminder() {
        return new OutgoingMail(to, language, link, controller, purposes, confirmBy, true);
    }

    @Override
    public String toString() {
        return "OutgoingMail[…]";
    }
}
