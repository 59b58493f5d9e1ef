// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A question without its recipient: for whom, what for, on which channel, and any other member of the API. Immutable. */
public final class Question {

    static final String AT_LEAST = "atLeast";

    private final Map<String, Object> members;

    private Question(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Begins a question. */
    public static Question about(String controller, String purpose) {
        return new Question(Map.of("controller", controller)).with("purpose", purpose);
    }

    /** Returns the question for a channel, for instance {@code EMAIL}. */
    public Question on(String channel) {
        return with("channel", channel);
    }

    /** Returns the question that must not be answered from a state older than the write that returned this revision. */
    public Question atLeast(String revision) {
        return with(AT_LEAST, revision);
    }

    /** Returns the question with one more member, as it is called in the API. */
    public Question with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Question(more);
    }

    Map<String, Object> members() {
        return members;
    }
}
