// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionTokens;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.state.domain.Position;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks everything about a question that needs no state, and refuses what cannot be asked. */
@Singleton
final class AskReader {

    private static final int MOST_RECIPIENTS = 1_000;
    private static final int FARTHEST_YEARS = 5;
    private static final Duration STILL_NOW = Duration.ofMinutes(2);
    private static final String REQUIRED = "REQUIRED";

    private final RevisionTokens tokens;
    private final InstantSource clock;

    AskReader(RevisionTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    Ask single(Caller caller, DecisionRequest request, @Nullable String acceptLanguage) {
        Ask.Recipient recipient =
                new Ask.Recipient(required(request.recipient(), "/recipient"), "/recipient", Optional.empty());
        return read(caller, request, List.of(recipient), "", acceptLanguage);
    }

    Ask batch(Caller caller, BatchRequest request, @Nullable String acceptLanguage) {
        DecisionRequest question = required(request.question(), "/question");
        if (question.recipient() != null) {
            throw ProblemException.at(ProblemCode.UNKNOWN_MEMBER, "/question/recipient", "UNKNOWN_MEMBER");
        }
        List<BatchRequest.Recipient> given = required(request.recipients(), "/recipients");
        if (given.isEmpty() || given.size() > MOST_RECIPIENTS) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/recipients", "FROM_1_TO_1000");
        }
        List<Ask.Recipient> recipients = new ArrayList<>();
        for (BatchRequest.@Nullable Recipient one : given) {
            String pointer = "/recipients/" + recipients.size();
            BatchRequest.Recipient known = required(one, pointer);
            recipients.add(new Ask.Recipient(known.identifier(), pointer, Optional.ofNullable(known.ref())));
        }
        return read(caller, question, recipients, "/question", acceptLanguage);
    }

    /** The question of a list, whose recipients come line by line. */
    Ask list(Caller caller, DecisionRequest request) {
        return read(caller, request, List.of(), "", null);
    }

    private Ask read(
            Caller caller,
            DecisionRequest request,
            List<Ask.Recipient> recipients,
            String base,
            @Nullable String acceptLanguage) {
        Ask.About about = new Ask.About(
                word(request.controller(), base + "/controller"), word(request.purpose(), base + "/purpose"), request);
        caller.mayActFor(about.controller());
        return new Ask(
                caller,
                about,
                recipients,
                when(request, base),
                rulebook(request, base),
                atLeast(caller, request),
                AnswerLanguage.choose(request.language(), acceptLanguage));
    }

    /** Times to come are answered as if nothing further happened; the past as it is known now, or was known then. */
    private Question.When when(DecisionRequest request, String base) {
        Instant now = clock.instant();
        Instant at = request.at();
        Instant knownAt = request.knownAt();
        Instant farthest =
                now.atOffset(ZoneOffset.UTC).plusYears(FARTHEST_YEARS).toInstant();
        notAfter(now, knownAt, base + "/knownAt", "NOT_IN_THE_FUTURE");
        notAfter(farthest, at, base + "/at", "AT_MOST_FIVE_YEARS_AHEAD");
        return knownAt == null && meansNow(at, now) ? Question.When.NOW : new Question.When(at, knownAt);
    }

    private static Edition rulebook(DecisionRequest request, String base) {
        return request.rulebook() == null
                ? Edition.CURRENT
                : Edition.of(request.rulebook())
                        .orElseThrow(() -> ProblemException.at(
                                ProblemCode.RANGE_INVALID, base + "/rulebook", "VERSION_NOT_AVAILABLE"));
    }

    /** A client whose clock is a little behind asks about now. */
    private static boolean meansNow(@Nullable Instant at, Instant now) {
        return at == null || (!at.isBefore(now.minus(STILL_NOW)) && !at.isAfter(now));
    }

    private static void notAfter(Instant latest, @Nullable Instant given, String pointer, String reason) {
        if (given != null && given.isAfter(latest)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, pointer, reason);
        }
    }

    private Optional<Position> atLeast(Caller caller, DecisionRequest request) {
        return Optional.ofNullable(request.atLeast()).map(text -> tokens.verify(text, caller.tenant())
                .map(token -> new Position(token.epoch(), token.xid()))
                .orElseThrow(() -> new ProblemException(ProblemCode.REVISION_TOKEN_INVALID)));
    }

    private static String word(@Nullable String value, String pointer) {
        String word = required(value, pointer);
        if (word.isBlank()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, REQUIRED);
        }
        return word;
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, REQUIRED);
        }
        return value;
    }
}
