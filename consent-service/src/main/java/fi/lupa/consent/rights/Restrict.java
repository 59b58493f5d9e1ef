// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets restrictions of processing (GDPR 18) and lifts them. */
@ApplicationScoped
class Restrict {

    private static final int OK = 200;

    private final OpenRequests requests;
    private final OtherFacts facts;
    private final Answers answers;
    private final RevisionTokens tokens;
    private final Ids ids;

    Restrict(OpenRequests requests, OtherFacts facts, Answers answers, RevisionTokens tokens, Ids ids) {
        this.requests = requests;
        this.facts = facts;
        this.answers = answers;
        this.tokens = tokens;
        this.ids = ids;
    }

    /** The answer to a lift. */
    record LiftedView(UUID id, int lifted, String revision) {}

    void set(OtherFacts.Telling telling, OpenSubject subject, RequestRow request, CompleteBody.RestrictionBody body) {
        Instant until = body.until();
        if (until != null && !until.isAfter(body.from())) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/restriction/until", "NOT_AFTER_FROM");
        }
        Restriction restriction = new Restriction(
                ids.next(),
                request.id(),
                request.controller(),
                body.scope(),
                body.ground(),
                Timestamps.truncate(body.from()),
                truncated(until),
                telling.now());
        subject.become(subject.standing().with(restriction));
        tell(telling, RightsFactKind.RESTRICTION_SET, subject, restriction);
    }

    private static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : Timestamps.truncate(time);
    }

    /** Ends what the request has restricted; the person must have been told before (GDPR 18(3)). */
    Answer lift(Caller caller, UUID request, IdempotencyClaim claim) {
        return requests.once(caller, request, claim, (context, open) -> lift(context, caller, open));
    }

    private CommittedAnswer lift(CaptureContext context, Caller caller, OpenRequests.Open open) {
        requests.requireOpen(context, open.row());
        OtherFacts.Telling telling =
                facts.begin(context, caller.client(), open.row().controller());
        int lifted = 0;
        for (OpenSubject subject : open.subjects()) {
            for (Restriction restriction : inForce(subject, open.row().id(), context.recordedAt())) {
                Restriction ended = restriction.endedAt(context.recordedAt());
                subject.become(subject.standing().with(ended));
                tell(telling, RightsFactKind.RESTRICTION_LIFTED, subject, ended);
                lifted++;
            }
        }
        if (lifted == 0) {
            throw new ProblemException(ProblemCode.REQUEST_CLOSED);
        }
        telling.close();
        String revision = tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid()));
        return new CommittedAnswer(
                answers.json(OK, null, new LiftedView(open.row().id(), lifted, revision)), null);
    }

    private static List<Restriction> inForce(OpenSubject subject, UUID request, Instant now) {
        return subject.standing().restrictions().stream()
                .filter(restriction -> restriction.request().equals(request))
                .filter(restriction ->
                        restriction.until() == null || restriction.until().isAfter(now))
                .toList();
    }

    private static void tell(
            OtherFacts.Telling telling, RightsFactKind kind, OpenSubject subject, Restriction restriction) {
        telling.note(subject, kind.wireName(), kind.part(), restriction, List.of());
    }
}
