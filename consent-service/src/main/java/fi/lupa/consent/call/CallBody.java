// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.Items;
import fi.lupa.consent.capture.Required;
import fi.lupa.consent.telling.Listener;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/calls}.
 *
 * @param notice the text that was said at the start
 * @param aiDisclosedAt when the person was told that a machine speaks (AI Act 50(1)); without it there is no session
 * @param listeners who records and who trains, each of whom is told of a stop
 */
record CallBody(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Required SpokenNotice notice,
        @Required Instant startedAt,
        @Nullable Instant aiDisclosedAt,
        @Items @Nullable List<Listener> listeners) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    private static final int MOST_LISTENERS = 10;

    /** A notice in the language in which it was said. */
    record SpokenNotice(
            @Required String id,
            @Required String version,
            @Required String language) {}

    List<Listener> listening() {
        return listeners == null ? List.of() : List.copyOf(listeners);
    }

    /** Returns when the person was told of the machine; throws CAPTURE_INCOMPLETE if they were not, and that a time cannot be. */
    Instant check(Instant now) {
        if (aiDisclosedAt == null) {
            throw ProblemException.at(ProblemCode.CAPTURE_INCOMPLETE, "/aiDisclosedAt", "DISCLOSE_AI");
        }
        past(startedAt, now, "/startedAt");
        past(aiDisclosedAt, now, "/aiDisclosedAt");
        if (aiDisclosedAt.isBefore(startedAt)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/aiDisclosedAt", "BEFORE_START");
        }
        if (listening().size() > MOST_LISTENERS) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/listeners", "TOO_LONG");
        }
        return aiDisclosedAt;
    }

    static void past(Instant at, Instant now, String pointer) {
        if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, pointer, "IN_FUTURE");
        }
    }

    @Override
    public String toString() {
        return "CallBody[…]";
    }
}
