// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.permission.domain.ObjectionScope;
import java.util.List;

/** How a text was understood, widest first. */
enum Understood {
    /** No contact at all. */
    NO_CONTACT(ObjectionScope.ALL_MARKETING, ObjectionScope.SURVEYS),
    /** A stop without more words. */
    STOP(ObjectionScope.ALL_MARKETING),
    /** Some no that is hard to read: it is taken for the channels it came by. */
    SOME_NO(ObjectionScope.CHANNEL),
    /** Nothing that was understood as a no: a person has to read it. */
    NOT_UNDERSTOOD;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<ObjectionScope> scopes;

    Understood(ObjectionScope... scopes) {
        this.scopes = List.of(scopes);
    }

    /** What it objects to. */
    List<ObjectionScope> scopes() {
        return scopes;
    }
}
