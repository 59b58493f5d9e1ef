// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Completes a request: with what was decided, and at once with what follows from it. */
@ApplicationScoped
class CompleteRequest {

    private static final Logger LOG = Logger.getLogger(CompleteRequest.class);
    private static final int OK = 200;
    /** What an objection stops that was upheld: which processing it was about is not kept, so it is all that rests on an interest of others. */
    private static final List<ObjectionScope> UPHELD =
            List.of(ObjectionScope.ALL_MARKETING, ObjectionScope.SURVEYS, ObjectionScope.PROFILING);

    private final OpenRequests requests;
    private final OtherFacts facts;
    private final EraseSubject erasure;
    private final Restrict restrict;
    private final Answers answers;
    private final RevisionTokens tokens;

    CompleteRequest(
            OpenRequests requests,
            OtherFacts facts,
            EraseSubject erasure,
            Restrict restrict,
            Answers answers,
            RevisionTokens tokens) {
        this.requests = requests;
        this.facts = facts;
        this.erasure = erasure;
        this.restrict = restrict;
        this.answers = answers;
        this.tokens = tokens;
    }

    /**
     * The answer to a completion.
     *
     * @param proofUntil when what was kept of an erased person is destroyed
     * @param informPerson after an erasure: what the person is to be told, by language
     */
    record CompletedView(
            UUID id,
            Outcome outcome,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean proofKept,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant proofUntil,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> informPerson,

            String revision) {}

    /** Returns 200; throws NOT_FOUND, REQUEST_CLOSED, IDENTITY_NOT_VERIFIED or INVALID_VALUE. */
    Answer complete(Caller caller, UUID id, CompleteBody body, IdempotencyClaim claim) {
        return requests.once(caller, id, claim, (context, open) -> record(context, caller, open, body));
    }

    private CommittedAnswer record(CaptureContext context, Caller caller, OpenRequests.Open open, CompleteBody body) {
        RequestRow asked = open.row();
        if (asked.completedAt() != null) {
            throw new ProblemException(ProblemCode.REQUEST_CLOSED);
        }
        Identity identity = body.identity() == null ? asked.identity() : body.identity();
        check(asked, body, identity);
        checkWho(open, body);
        RequestRow done = requests.complete(context, asked, body.outcome(), identity);
        OtherFacts.Telling telling = facts.begin(context, caller.client(), asked.controller());
        List<Instant> kept = new ArrayList<>();
        for (OpenSubject subject : open.subjects()) {
            subject.become(subject.standing().with(done.standing()));
            telling.note(
                    subject,
                    RightsFactKind.COMPLETED.wireName(),
                    RightsFactKind.COMPLETED.part(),
                    RightsPart.of(done),
                    List.of());
            follow(context, telling, subject, done, body).ifPresent(kept::add);
        }
        telling.close();
        LOG.infof("Rights request done: request=%s kind=%s outcome=%s", done.id(), done.kind(), body.outcome());
        return answer(context, done, body.outcome(), kept.stream().max(Instant::compareTo));
    }

    private static void check(RequestRow asked, CompleteBody body, Identity identity) {
        boolean granted = body.outcome() == Outcome.GRANTED;
        if (granted && asked.kind() == RightsRequest.Kind.ERASURE && identity != Identity.VERIFIED) {
            throw new ProblemException(ProblemCode.IDENTITY_NOT_VERIFIED);
        }
        boolean restricts = granted && asked.kind() == RightsRequest.Kind.RESTRICTION;
        if (restricts != (body.restriction() != null)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/restriction", restricts ? "MISSING" : "NOT_ALLOWED");
        }
    }

    /** Returns when the proof of an erased person is destroyed, if any is kept. */
    private Optional<Instant> follow(
            CaptureContext context,
            OtherFacts.Telling telling,
            OpenSubject subject,
            RequestRow done,
            CompleteBody body) {
        if (body.restriction() != null) {
            restrict.set(telling, subject, done, body.restriction());
        } else if (erases(done, body)) {
            return eraseIfMeant(context, telling, subject, done, body);
        } else if (done.kind() == RightsRequest.Kind.OBJECTION_REVIEW && body.outcome() == Outcome.GRANTED) {
            UPHELD.forEach(scope -> telling.object(subject, scope, done.receivedAt()));
        }
        return Optional.empty();
    }

    private static boolean erases(RequestRow asked, CompleteBody body) {
        return asked.kind() == RightsRequest.Kind.ERASURE && body.outcome() == Outcome.GRANTED;
    }

    /** Who was taken for somebody else for a while is not erased with them: after a split it is said who is meant. */
    private static void checkWho(OpenRequests.Open open, CompleteBody body) {
        List<String> named = body.subjects();
        boolean erases = erases(open.row(), body);
        if (named == null) {
            if (erases && open.row().parted() && open.subjects().size() > 1) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, "/subjects", "MISSING");
            }
            return;
        }
        List<String> asked =
                open.subjects().stream().map(subject -> subject.id().value()).toList();
        if (!erases || named.isEmpty() || !named.stream().allMatch(asked::contains)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/subjects", "NOT_ALLOWED");
        }
    }

    private Optional<Instant> eraseIfMeant(
            CaptureContext context,
            OtherFacts.Telling telling,
            OpenSubject subject,
            RequestRow done,
            CompleteBody body) {
        List<String> named = body.subjects();
        boolean meant = named == null || named.contains(subject.id().value());
        boolean keepProof = !Boolean.FALSE.equals(body.keepProof());
        return meant ? erasure.erase(context, telling, subject, done.id(), keepProof) : Optional.empty();
    }

    private CommittedAnswer answer(CaptureContext context, RequestRow done, Outcome outcome, Optional<Instant> kept) {
        boolean erased = done.kind() == RightsRequest.Kind.ERASURE && outcome == Outcome.GRANTED;
        String revision = tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid()));
        CompletedView view = new CompletedView(
                done.id(),
                outcome,
                erased ? kept.isPresent() : null,
                kept.orElse(null),
                erased ? RightsTexts.erased(kept) : null,
                revision);
        return new CommittedAnswer(answers.json(OK, null, view), null);
    }
}
