// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import fi.lupa.preference.decision.CoarseAnswer;
import fi.lupa.preference.decision.DecisionTexts;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Evidence;
import fi.lupa.preference.decision.domain.Obligation;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Remedy;
import fi.lupa.preference.decision.domain.Rulebook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns decisions into what the caller may see of them. */
@Singleton
final class Views {

    private static final String UNAVAILABLE_ROW = "52";

    private final Handles handles;
    private final Ids ids;

    Views(Handles handles, Ids ids) {
        this.handles = handles;
        this.ids = ids;
    }

    DecisionView view(Answering.Answer answer, Answering.Line line, Decision decision) {
        Caller caller = answer.ask().caller();
        Decision shown = caller.has(Scope.DECISION_EXPLAIN) ? decision : CoarseAnswer.of(decision);
        return new DecisionView(
                shown.outcome().name(),
                shown.reason().name(),
                name(shown.basis()),
                DecisionTexts.explanation(shown.row(), answer.ask().language()),
                answer.ask().language().getLanguage(),
                shown.rules(),
                name(shown.remedy()),
                shown.obligations().stream().map(Enum::name).toList(),
                details(shown, answer.ask().language()),
                shown.evidence() == null ? null : view(shown.evidence()),
                shown.notBefore(),
                shown.validUntil(),
                shown.hypothetical(),
                answer.scene().asOf().orElse(null),
                shown.stateRevision(),
                shown.rulebook(),
                ids.next(),
                handles.handle(
                        new Handles.Client(caller.tenant(), caller.client()),
                        answer.scene().domain(),
                        line.identifier()));
    }

    BatchView.LineView lineView(Answering.Answer answer, Answering.Line line) {
        Optional<Decision> decision = line.decision();
        return new BatchView.LineView(
                line.recipient().ref().orElse(null),
                view(answer, line, decision.orElseGet(() -> unavailable(answer.ask()))),
                decision.isPresent() ? null : Boolean.TRUE);
    }

    /** The answer of a batch's line that the state cannot answer now: row 52. */
    private static Decision unavailable(Ask ask) {
        return new Decision(
                Outcome.DENY,
                ReasonCode.STATE_UNAVAILABLE,
                UNAVAILABLE_ROW,
                null,
                List.of("GDPR 24, 25"),
                Remedy.NONE,
                Set.of(),
                null,
                null,
                null,
                null,
                ask.when().at() != null,
                null,
                Rulebook.VERSION);
    }

    /** The one-click unsubscribe address is not among them yet: there is no endpoint behind it. */
    private static Map<String, Map<String, String>> details(Decision decision, Locale language) {
        Contact.Source source = decision.source();
        if (source == null || !decision.obligations().contains(Obligation.STATE_CONTACT_SOURCE)) {
            return Map.of();
        }
        Map<String, String> told = new TreeMap<>();
        told.put("sentence", DecisionTexts.source(source, language));
        told.put("source", source.kind());
        told.put("obtainedAt", Objects.requireNonNullElse(source.obtainedAt(), ""));
        return Map.of(Obligation.STATE_CONTACT_SOURCE.name(), told);
    }

    private static DecisionView.EvidenceView view(Evidence evidence) {
        return new DecisionView.EvidenceView(
                evidence.consentId(),
                evidence.noticeId(),
                evidence.noticeVersion(),
                evidence.givenAt(),
                evidence.prohibitionId());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
