// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.CoarseAnswer;
import fi.lupa.preference.decision.DecisionTexts;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Evidence;
import fi.lupa.preference.decision.domain.Obligation;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Remedy;
import jakarta.inject.Singleton;
import java.util.List;
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
    private final UnsubscribeLinks links;
    private final Ids ids;

    Views(Handles handles, UnsubscribeLinks links, Ids ids) {
        this.handles = handles;
        this.links = links;
        this.ids = ids;
    }

    /** The answer about one recipient; with the link that stops the mail, where the mail must carry one. */
    DecisionView view(Answering.Answer answer, Answering.Line line, Decision decision) {
        return view(answer, line, decision, true);
    }

    private DecisionView view(Answering.Answer answer, Answering.Line line, Decision decision, boolean withLink) {
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
                details(answer.ask(), line.addressee(), shown, withLink),
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
                        line.addressee().keys()));
    }

    BatchView.LineView lineView(Answering.Answer answer, Answering.Line line, boolean withLinks) {
        Optional<Decision> decision = line.decision();
        return new BatchView.LineView(
                line.recipient().ref().orElse(null),
                view(answer, line, decision.orElseGet(() -> unavailable(answer.ask())), withLinks),
                decision.isPresent() ? null : Boolean.TRUE);
    }

    /** The answer of a batch's line that the state cannot answer now: row 52. */
    static Decision unavailable(Ask ask) {
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
                ask.rulebook().version());
    }

    private Map<String, Map<String, String>> details(
            Ask ask, Addressee addressee, Decision decision, boolean withLink) {
        if (decision.obligations().isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> details = new TreeMap<>();
        Contact.Source source = decision.source();
        if (source != null && decision.obligations().contains(Obligation.STATE_CONTACT_SOURCE)) {
            Map<String, String> told = new TreeMap<>();
            told.put("sentence", DecisionTexts.source(source, ask.language()));
            told.put("source", source.kind());
            told.put("obtainedAt", Objects.requireNonNullElse(source.obtainedAt(), ""));
            details.put(Obligation.STATE_CONTACT_SOURCE.name(), told);
        }
        boolean linked = decision.obligations().contains(Obligation.LIST_UNSUBSCRIBE_HEADERS)
                && addressee.identifier().type() == IdentifierType.EMAIL;
        if (withLink && linked) {
            details.put(
                    Obligation.LIST_UNSUBSCRIBE_HEADERS.name(),
                    links.headers(new UnsubscribeLinks.Link(
                            ask.caller().tenant(),
                            ask.about().controller(),
                            ask.about().purpose(),
                            addressee.innerHash())));
        }
        return details;
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
