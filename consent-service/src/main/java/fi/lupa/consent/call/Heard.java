// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wanted to end, as it was heard; a doubt is the first. */
enum Heard {
    /** No contact, and no more of this call's recording, transcript or training. */
    NO_CONTACT(true, ObjectionScope.ALL_MARKETING, ObjectionScope.SURVEYS),
    /** No marketing by any way. */
    NO_MARKETING(false, ObjectionScope.ALL_MARKETING),
    /** No calls. */
    NO_CALLS(false, ObjectionScope.CHANNEL),
    /** No more recording, transcript or training. */
    NO_AI(true);

    private final boolean endsProcessing;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<ObjectionScope> scopes;

    Heard(boolean endsProcessing, ObjectionScope... scopes) {
        this.endsProcessing = endsProcessing;
        this.scopes = List.of(scopes);
    }

    /** Whether recorder and pipeline have to stop. */
    boolean endsProcessing() {
        return endsProcessing;
    }

    /** What it objects to. */
    List<ObjectionScope> scopes() {
        return scopes;
    }

    /** The channel of an objection of this scope. */
    static @Nullable Channel channel(ObjectionScope scope) {
        return scope == ObjectionScope.CHANNEL ? Channel.VOICE_HUMAN : null;
    }
}
