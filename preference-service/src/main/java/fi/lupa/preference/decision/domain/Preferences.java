// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gate K: asked only after an ALLOW, which it may narrow and never widen. */
final class Preferences {

    static final List<Rule> RULES = List.of(
            Rule.denies("51a", ReasonCode.TOPIC_OFF)
                    .citing("GDPR 21(2)")
                    .stating(
                            "The person has switched the topic off; stands before row 50, as a no is more than a not now.")
                    .finding(inquiry -> Objections.at(inquiry, Objection.Scope.TOPIC)
                            .map(objection -> Finding.on(Evidence.ofProhibition(objection.id())))
                            .orElseGet(() -> Finding.of(switchedOff(inquiry)))),
            Rule.denies("51b", ReasonCode.CHANNEL_NOT_PREFERRED)
                    .citing("GDPR 21(2)")
                    .stating("The person wants messages in another channel only.")
                    .when(Preferences::prefersAnother),
            Rule.defers("50b", ReasonCode.PAUSED)
                    .citing("policy")
                    .stating(
                            "The person has paused the messages; they may go on when the pause and any quiet hours end.")
                    .finding(Preferences::paused),
            Rule.defers("50c", ReasonCode.FREQUENCY_CAP)
                    .citing("policy")
                    .stating(
                            "A cap of the controller, or one the person wished for, is full; there is room again when the oldest day"
                                    + " counts no more and any quiet hours end.")
                    .finding(Caps::reached),
            Rule.denies("52", ReasonCode.STATE_UNAVAILABLE)
                    .citing("GDPR 24, 25")
                    .stating("A cap stands, and how much was sent cannot be told.")
                    .when(Caps::cannotTell),
            Rule.defers("50a", ReasonCode.QUIET_HOURS)
                    .citing("policy")
                    .stating("The channel is silent at this hour, in the person's time zone.")
                    .finding(Preferences::quiet));

    private Preferences() {}

    private static List<Wish> wishes(Inquiry inquiry) {
        return Among.all(inquiry.state().wishes().told(), wish -> inquiry.isOwn(wish.controller()));
    }

    /** A question that names no topic may be about any topic of its purpose. */
    private static boolean switchedOff(Inquiry inquiry) {
        String asked = inquiry.question().content().topic();
        return Among.any(
                wishes(inquiry),
                wish -> asked == null
                        ? !Collections.disjoint(
                                wish.topicsOff(), inquiry.purpose().topics())
                        : wish.topicsOff().contains(asked));
    }

    private static boolean prefersAnother(Inquiry inquiry) {
        Channel asked = inquiry.channel();
        return asked != null
                && Among.any(wishes(inquiry), wish -> !Set.of(asked).containsAll(wish.onlyChannels()));
    }

    private static Finding paused(Inquiry inquiry) {
        List<Wish> pauses = Among.all(wishes(inquiry), wish -> isPaused(wish, inquiry.at()));
        if (pauses.isEmpty()) {
            return Finding.NO;
        }
        return pauses.stream()
                .flatMap(wish -> Stream.ofNullable(wish.pausedUntil()))
                .max(Instant::compareTo)
                .map(end -> Finding.YES.until(Silence.of(inquiry).endAfter(end).orElse(end)))
                .orElse(Finding.NO);
    }

    private static boolean isPaused(Wish wish, Instant at) {
        Instant end = wish.pausedUntil();
        return end != null && at.isBefore(end);
    }

    private static Finding quiet(Inquiry inquiry) {
        Optional<Instant> end = Silence.of(inquiry).endAfter(inquiry.at());
        return end.map(Finding.YES::until).orElse(Finding.NO);
    }
}
