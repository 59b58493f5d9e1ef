// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.telling.WhatWasTold;
import fi.lupa.consent.telling.WhoReceived;
import fi.lupa.platform.id.SubjectId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is copied of one person.
 *
 * @param standing what stands, as far as it is the controller's
 * @param events the facts, oldest first
 */
record Person(
        SubjectId id,
        ObjectNode standing,
        List<Identifier> identifiers,
        List<UUID> events,
        List<WhoReceived.Received> received,
        List<WhatWasTold.Told> told,
        Survey survey) {

    /** Keeps copies. */
    Person {
        identifiers = List.copyOf(identifiers);
        events = List.copyOf(events);
        received = List.copyOf(received);
        told = List.copyOf(told);
    }

    /**
     * An identifier.
     *
     * @param value null for one that came as a hash
     */
    record Identifier(int ref, String type, @Nullable String value) {

        @Override
        public String toString() {
            return type + "[…]";
        }
    }

    /** The language in which the controller writes to the person, if it is known. */
    @Nullable
    String language() {
        return standing.at("/contacts/0/language").textValue();
    }

    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
