// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.Optional;
import java.util.OptionalInt;

/** Whether missing topics are created at start, and with how many copies. */
record TopicCreation(boolean enabled, OptionalInt replication) {

    /** Topics are made by somebody else. */
    static final TopicCreation NONE = new TopicCreation(false, OptionalInt.empty());

    Optional<Short> copies() {
        return replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
    }
}
