// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Controllers that rely on one consent: a stop at any of them counts for all (C-129/21), if it is later than the consent. */
final class JointControllers {

    private static final Duration LATE_LETTER = Duration.ofHours(24);

    private JointControllers() {}

    /** A no at one of them counts for all until the person consents anew; a yes to the one it was said to is a yes to that one alone. */
    static Finding prohibition(Inquiry inquiry) {
        return prohibition(inquiry, JointControllers::said);
    }

    /** As it was in rulebook 2026.11-3, where a yes to the one freed all of them. */
    static Finding prohibitionNotLiftedThere(Inquiry inquiry) {
        return prohibition(inquiry, JointControllers::standing);
    }

    private static Finding prohibition(Inquiry inquiry, BiFunction<Inquiry, String, Stream<Ending>> heard) {
        Optional<Consents.Held> held = Consents.held(inquiry);
        List<String> others = others(inquiry, held);
        if (others.isEmpty()) {
            return Finding.NO;
        }
        Permission consent = held.map(Consents.Held::permission).orElse(null);
        return new TreeSet<>(others)
                .stream()
                        .flatMap(controller -> heard.apply(inquiry, controller))
                        .filter(ending -> consent == null || ending.ends(consent))
                        .findFirst()
                        .map(ending -> Finding.on(Evidence.ofProhibition(ending.id())))
                        .orElse(Finding.NO);
    }

    private static List<String> others(Inquiry inquiry, Optional<Consents.Held> held) {
        List<String> others = List.of();
        if (held.isPresent()) {
            others = othersOf(inquiry, held.get().shown().controllers(), others);
        }
        for (Arrangement arrangement : inquiry.arrangements()) {
            if (inquiry.isInForce(arrangement) || stillCounts(inquiry, arrangement, held)) {
                others = othersOf(inquiry, arrangement.controllers(), others);
            }
        }
        return others;
    }

    private static List<String> othersOf(Inquiry inquiry, Set<String> controllers, List<String> known) {
        List<String> others = known;
        for (String controller : controllers) {
            if (!inquiry.isOwn(controller)) {
                others = Among.with(others, controller);
            }
        }
        return others;
    }

    /** The end of an arrangement frees nobody of a no: only a consent given after it is the controller's own. */
    private static boolean stillCounts(Inquiry inquiry, Arrangement arrangement, Optional<Consents.Held> held) {
        boolean consentedSince = held.map(Consents.Held::permission)
                .filter(consent -> arrangement.isOverAt(consent.effectiveAt()))
                .isPresent();
        return arrangement.hasBegun(inquiry.at()) && !consentedSince;
    }

    private static Stream<Ending> said(Inquiry inquiry, String controller) {
        return endings(Consents.saidTo(inquiry, controller), Objections.saidTo(inquiry, controller));
    }

    private static Stream<Ending> standing(Inquiry inquiry, String controller) {
        return endings(Consents.standing(inquiry, controller), Objections.standing(inquiry, controller));
    }

    private static Stream<Ending> endings(List<Prohibition> choices, List<Objection> objections) {
        return Stream.concat(
                choices.stream().map(said -> new Ending(said.recordId(), said.at(), said.recordedAt())),
                objections.stream().map(said -> new Ending(said.id(), said.at(), said.recordedAt())));
    }

    /** A no at another controller. */
    private record Ending(String id, Instant at, Instant recordedAt) {

        /** A no ends every consent recorded before it, unless that act is more than a day later; or given before it. */
        boolean ends(Permission consent) {
            boolean recordedFirst = !consent.recordedAt().isAfter(recordedAt);
            boolean lateLetter = consent.at().isAfter(at.plus(LATE_LETTER));
            return at.isAfter(consent.effectiveAt()) || (recordedFirst && !lateLetter);
        }
    }
}
