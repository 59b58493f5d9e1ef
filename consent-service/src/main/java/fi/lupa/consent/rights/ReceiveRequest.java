// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Records a request that came to the controller, before anybody has looked at it. */
@ApplicationScoped
class ReceiveRequest {

    private static final int CREATED = 201;

    private final SubjectDoor door;
    private final RequestIntake intake;
    private final Answers answers;
    private final RevisionTokens tokens;

    ReceiveRequest(SubjectDoor door, RequestIntake intake, Answers answers, RevisionTokens tokens) {
        this.door = door;
        this.intake = intake;
        this.answers = answers;
        this.tokens = tokens;
    }

    /** The answer to a request that was recorded. */
    record ReceivedView(UUID id, Instant dueAt, String revision) {}

    /** Returns 201 with the request's id and its legal deadline (GDPR 12(3)). */
    Answer receive(Caller caller, ReceiveBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        RequestIntake.Asked asked =
                new RequestIntake.Asked(body.kind(), body.receivedAt(), body.identity(), body.text());
        return door.once(caller, body.controller(), body.recipient(), claim, visit -> record(visit, asked));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, RequestIntake.Asked asked) {
        asked.check(visit.context().recordedAt());
        door.require(
                visit.caller(),
                visit.controller(),
                MandateRight.ERASE,
                visit.context().recordedAt());
        RequestIntake.Opened opened = intake.open(visit, asked);
        RevisionToken revision = new RevisionToken(
                visit.context().tenant(),
                visit.context().epoch(),
                visit.context().xid());
        ReceivedView view = new ReceivedView(opened.id(), opened.dueAt(), tokens.mint(revision));
        return new CommittedAnswer(answers.json(CREATED, "/v1/rights-requests/" + opened.id(), view), null);
    }
}
