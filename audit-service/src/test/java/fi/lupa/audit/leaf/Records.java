// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import fi.lupa.audit.Facts;

/** Makes incoming records of messages. */
final class Records {

    private Records() {}

    static IncomingRecord on(Feed feed, Facts.Message message) {
        return on(feed, message, 7);
    }

    static IncomingRecord on(Feed feed, Facts.Message message, long offset) {
        return new IncomingRecord(
                feed, new Source(feed.topic("lupa"), 1, offset), message.key(), message.headers(), message.value());
    }
}
