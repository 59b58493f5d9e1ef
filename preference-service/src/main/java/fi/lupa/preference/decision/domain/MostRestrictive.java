// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Of two answers about one identifier, the one that permits less; where both permit, what both permit. */
final class MostRestrictive {

    private static final List<String> ROWS = Rulebook.GATES.stream()
            .flatMap(gate -> gate.rules().stream())
            .map(Rule::row)
            .toList();

    private static final Comparator<Decision> LATEST_LAST =
            Comparator.comparing(Decision::notBefore, Comparator.nullsFirst(Comparator.naturalOrder()));

    private MostRestrictive() {}

    static Decision of(Decision left, Decision right) {
        if (left.outcome() != right.outcome()) {
            return left.outcome().compareTo(right.outcome()) > 0 ? left : right;
        }
        return switch (left.outcome()) {
            case DENY -> ROWS.indexOf(left.row()) <= ROWS.indexOf(right.row()) ? left : right;
            case DEFER -> LATEST_LAST.compare(left, right) >= 0 ? left : right;
            case ALLOW -> both(left, right);
        };
    }

    private static Decision both(Decision left, Decision right) {
        Set<Obligation> obligations = EnumSet.noneOf(Obligation.class);
        obligations.addAll(left.obligations());
        obligations.addAll(right.obligations());
        return new Decision(
                left.outcome(),
                left.reason(),
                left.row(),
                left.basis(),
                left.rules(),
                left.remedy(),
                Collections.unmodifiableSet(obligations),
                left.evidence(),
                left.source() == null ? right.source() : left.source(),
                left.notBefore(),
                earlier(left.validUntil(), right.validUntil()),
                left.hypothetical(),
                left.stateRevision(),
                left.rulebook());
    }

    private static @Nullable Instant earlier(@Nullable Instant left, @Nullable Instant right) {
        return Stream.of(left, right)
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
