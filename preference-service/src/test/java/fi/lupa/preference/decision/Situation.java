// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.LegalBasis;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Remedy;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Somebody's question about somebody, and what becomes of it when a remedy is applied in the world. */
record Situation(Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {

    private static final Map<Remedy, UnaryOperator<Situation>> APPLIED = new EnumMap<>(Map.of(
            Remedy.ASK_CONSENT, Situation::consented,
            Remedy.CONFIRM_LINK, Situation::consented,
            Remedy.WAIT_UNTIL, Situation::askedAfterTheDate,
            Remedy.RENEW_LIST, Situation::withFreshRegisters,
            Remedy.REGISTER_LIA, Situation::assessed,
            Remedy.RECORD_SOURCE, Situation::sourced,
            Remedy.ASK_WITHOUT_PROFILING, Situation::withoutProfiling));

    static Situation of(DecisionCase tableCase) {
        return new Situation(
                tableCase.question(),
                tableCase.asker(),
                tableCase.states().stream().findFirst().orElseGet(SubjectState::unknown),
                tableCase.catalogue(),
                tableCase.now());
    }

    Decision decide() {
        return Rulebook.decide(question, asker, state, catalogue, now);
    }

    /** Returns the situation after what the answer says would lawfully change it. */
    Situation remedied() {
        Remedy remedy = Objects.requireNonNull(decide().remedy());
        return APPLIED.getOrDefault(remedy, UnaryOperator.identity()).apply(this);
    }

    Situation with(SubjectState other) {
        return new Situation(question, asker, other, catalogue, now);
    }

    private Instant moment() {
        Instant at = question.when().at();
        return at == null ? now : at;
    }

    /** The person, or a child's guardian, consents by a link to all that is asked, and to profiling. */
    private Situation consented() {
        boolean child = decide().reason() == ReasonCode.GUARDIAN_CONSENT_MISSING;
        Consenting consenting = new Consenting(question, catalogue, moment(), child ? "GUARDIAN" : "SUBJECT");
        return with(consenting.to(state));
    }

    private Situation askedAfterTheDate() {
        Instant date = state.choices().stream()
                .map(ChoiceCell::prohibition)
                .flatMap(no -> Optional.ofNullable(no).map(Prohibition::doNotAskBefore).stream())
                .findFirst()
                .orElseThrow();
        return new Situation(question, asker, state, catalogue, date.plusSeconds(1)).consented();
    }

    private Situation withFreshRegisters() {
        Suppressions old = state.suppressions();
        LocalDate today = moment().atZone(ZoneOffset.UTC).toLocalDate();
        return with(state.listedOn(new Suppressions(
                old.erased(),
                old.own(),
                new Suppressions.Register(old.phone().listed(), today),
                new Suppressions.Register(old.postal().listed(), today))));
    }

    private Situation assessed() {
        Purpose old = Objects.requireNonNull(catalogue.purposes().get(question.purpose()));
        Map<String, Set<LegalBasis>> basis = new HashMap<>(old.basis());
        String channel = Objects.requireNonNull(question.channel()).name();
        Set<LegalBasis> bases = new HashSet<>(basis.getOrDefault(channel, Set.of()));
        bases.add(LegalBasis.LEGITIMATE_INTEREST);
        basis.put(channel, bases);
        Map<String, Purpose> purposes = new HashMap<>(catalogue.purposes());
        purposes.put(old.key(), Purposes.assessed(old, basis));
        CatalogueView other = new CatalogueView(
                catalogue.controller(), purposes, catalogue.notices(), catalogue.arrangements(), catalogue.doubts());
        return new Situation(question, asker, state, other, now);
    }

    private Situation sourced() {
        return with(Facts.withSource(state, question.controller(), new Contact.Source("SELF", "2026-01-02", false)));
    }

    private Situation withoutProfiling() {
        Question.Uses uses = question.uses();
        Question plain = new Question(
                question.controller(),
                question.purpose(),
                question.channel(),
                question.identifierType(),
                question.messageClass(),
                new Question.Uses(
                        uses.containsPromotion(),
                        uses.automated(),
                        false,
                        uses.usesSpecialCategory(),
                        uses.usesTrafficData(),
                        uses.tracking()),
                question.content(),
                question.when());
        return new Situation(plain, asker, state, catalogue, now);
    }
}
