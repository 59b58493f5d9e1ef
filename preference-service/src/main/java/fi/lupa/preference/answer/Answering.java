// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierRefusal;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.Normalised;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.IdentifierType;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.state.Arrivals;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.history.History;
import fi.lupa.preference.state.history.Moment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers questions from memory: waits for what must have been seen, checks how old the state is, then asks the rulebook. */
@Singleton
final class Answering {

    /** How long a question waits for its {@code atLeast}. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StateIndex index;
    private final Arrivals arrivals;
    private final IdentifierKeys keys;
    private final InstantSource clock;
    private final History history;
    private final Workers workers;

    Answering(
            StateIndex index,
            Arrivals arrivals,
            IdentifierKeys keys,
            InstantSource clock,
            History history,
            Workers workers) {
        this.index = index;
        this.arrivals = arrivals;
        this.keys = keys;
        this.clock = clock;
        this.history = history;
        this.workers = workers;
    }

    /**
     * The answer about one recipient.
     *
     * @param decision empty if the state cannot answer now
     */
    record Line(Ask.Recipient recipient, Addressee addressee, Optional<Decision> decision) {}

    /** All answers to one question, in the order of its recipients, and what they rest on. */
    record Answer(Ask ask, Scene scene, List<Line> lines) {}

    /** Answers now, or on the executor once what must have been seen has come or the patience is over. */
    CompletionStage<Answer> answer(Ask ask, Executor executor) {
        StateIndex.View view = index.view().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        Optional<Moment> past = ask.past(clock.instant());
        if (past.isPresent()) {
            return workers.supply(() -> past(ask, view, past.get()));
        }
        List<NormalisedIdentifier> identifiers = normalised(ask, new Scene(view, ask).region());
        if (ask.atLeast().isEmpty()) {
            return CompletableFuture.completedFuture(decide(ask, view, identifiers, Awaited.nothing()));
        }
        Awaited awaited = new Awaited(ask, view, identifiers, keys);
        return arrivals.await(awaited::allReached, PATIENCE)
                .thenApplyAsync(reached -> decide(ask, view, identifiers, awaited), executor);
    }

    /** Answers from history; a caller who may not ask now may not ask about the past either. Blocks. */
    private Answer past(Ask ask, StateIndex.View live, Moment moment) {
        Scene now = new Scene(live, ask);
        return history.at(ask.caller().tenant(), moment, view -> {
            if (ask.atLeast()
                    .filter(token -> !new Scene(view, ask).passed(token))
                    .isPresent()) {
                throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
            }
            Answer answer = decide(ask, view, normalised(ask, now.region()), Awaited.nothing());
            List<Line> lines = answer.lines().stream()
                    .map(line -> refusal(ask, now, line.addressee().identifier())
                            .map(refused -> new Line(line.recipient(), line.addressee(), Optional.of(refused)))
                            .orElse(line))
                    .toList();
            return new Answer(ask, answer.scene(), lines);
        });
    }

    private Optional<Decision> refusal(Ask ask, Scene now, NormalisedIdentifier identifier) {
        Question question = question(ask, identifier, Question.When.NOW);
        return Rulebook.refusal(question, now.asker(), now.catalogue(), clock.instant());
    }

    private Answer decide(Ask ask, StateIndex.View view, List<NormalisedIdentifier> identifiers, Awaited awaited) {
        Scene scene = new Scene(view, ask);
        Instant now = clock.instant();
        boolean stale = scene.isStale(now);
        if (!stale) {
            scene.refuseWhatThePurposeCannotAnswer();
        }
        List<Line> lines = new ArrayList<>(identifiers.size());
        for (int i = 0; i < identifiers.size(); i++) {
            Addressee addressee = Addressee.of(identifiers.get(i), scene.domain(), keys);
            Optional<Decision> decision =
                    stale || awaited.isMissing(i) ? Optional.empty() : Optional.of(decide(ask, scene, addressee, now));
            lines.add(new Line(ask.recipients().get(i), addressee, decision));
        }
        return new Answer(ask, scene, List.copyOf(lines));
    }

    private Decision decide(Ask ask, Scene scene, Addressee addressee, Instant now) {
        NormalisedIdentifier identifier = addressee.identifier();
        return Rulebook.decideMostRestrictive(
                ask.rulebook(),
                question(ask, identifier, ask.when()),
                scene.asker(),
                scene.find(addressee.keys(), () -> scene.domainKeys(identifier, keys))
                        .facts(),
                scene.catalogue(),
                now);
    }

    private static Question question(Ask ask, NormalisedIdentifier identifier, Question.When when) {
        return question(ask, IdentifierType.valueOf(identifier.type().name()), when);
    }

    static Question question(Ask ask, IdentifierType type, Question.When when) {
        DecisionRequest request = ask.about().request();
        return new Question(
                ask.about().controller(),
                ask.about().purpose(),
                request.channel(),
                type,
                request.messageClass(),
                request.uses(),
                request.content(),
                when);
    }

    /** Brings all recipients to their form, or refuses the question with every place that is wrong. */
    private static List<NormalisedIdentifier> normalised(Ask ask, String region) {
        List<NormalisedIdentifier> identifiers = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (Ask.Recipient recipient : ask.recipients()) {
            Normalised form = Normalisation.normalise(recipient.identifier(), region);
            form.fold(identifiers::add, refusal -> errors.add(error(recipient, refusal)));
        }
        if (errors.isEmpty()) {
            return identifiers;
        }
        boolean identityCode = errors.stream()
                .anyMatch(error -> error.reason().equals(IdentifierRefusal.PERSONAL_IDENTITY_CODE.name()));
        throw new ProblemException(
                identityCode ? ProblemCode.IDENTIFIER_NOT_ACCEPTED : ProblemCode.IDENTIFIER_INVALID, errors);
    }

    private static FieldError error(Ask.Recipient recipient, IdentifierRefusal refusal) {
        return new FieldError(recipient.pointer() + "/value", refusal.name());
    }
}
