// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records a request and stops contact with it, before anybody has looked at it. */
@ApplicationScoped
class ReceiveRequest {

    private static final Logger LOG = Logger.getLogger(ReceiveRequest.class);
    private static final int CREATED = 201;
    private static final int LONGEST = 10_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final SubjectDoor door;
    private final OtherFacts facts;
    private final RequestRows rows;
    private final Answers answers;
    private final RevisionTokens tokens;
    private final Ids ids;

    ReceiveRequest(
            SubjectDoor door, OtherFacts facts, RequestRows rows, Answers answers, RevisionTokens tokens, Ids ids) {
        this.door = door;
        this.facts = facts;
        this.rows = rows;
        this.answers = answers;
        this.tokens = tokens;
        this.ids = ids;
    }

    /** The answer to a request that was recorded. */
    record ReceivedView(UUID id, Instant dueAt, String revision) {}

    /** Returns 201 with the request's id and its legal deadline (GDPR 12(3)). */
    Answer receive(Caller caller, ReceiveBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        String text = body.text();
        if (text != null && (text.isBlank() || text.length() > LONGEST)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/text", text.isBlank() ? "EMPTY" : "TOO_LONG");
        }
        return door.once(caller, body.controller(), body.recipient(), claim, visit -> record(visit, body));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, ReceiveBody body) {
        Instant now = visit.context().recordedAt();
        if (body.receivedAt().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, "/receivedAt", "IN_FUTURE");
        }
        door.require(visit.caller(), visit.controller(), MandateRight.ERASE, now);
        RequestRow row = row(visit, body);
        rows.insert(visit.context().tenant(), visit.caller().client(), row, now);
        OtherFacts.Telling telling = facts.begin(visit.context(), visit.caller().client(), body.controller());
        for (OpenSubject subject : visit.people()) {
            subject.become(subject.standing().with(row.standing()));
            telling.note(
                    subject,
                    RightsFactKind.RECEIVED.wireName(),
                    RightsFactKind.RECEIVED.part(),
                    RightsPart.of(row),
                    personal(visit, subject, body));
        }
        telling.close();
        LOG.infof("Rights request: request=%s kind=%s controller=%s", row.id(), row.kind(), row.controller());
        RevisionToken revision = new RevisionToken(
                visit.context().tenant(),
                visit.context().epoch(),
                visit.context().xid());
        ReceivedView view = new ReceivedView(row.id(), row.dueAt(), tokens.mint(revision));
        return new CommittedAnswer(answers.json(CREATED, "/v1/rights-requests/" + row.id(), view), null);
    }

    private RequestRow row(SubjectDoor.Visit visit, ReceiveBody body) {
        Instant receivedAt = Timestamps.truncate(body.receivedAt());
        return new RequestRow(
                ids.next(),
                body.controller(),
                visit.people().stream().map(OpenSubject::id).toList(),
                body.kind(),
                body.identity(),
                receivedAt,
                dueAt(receivedAt, ZoneId.of(visit.controller().timeZone())),
                null,
                null,
                false);
    }

    private static List<PersonalField> personal(SubjectDoor.Visit visit, OpenSubject subject, ReceiveBody body) {
        List<PersonalField> personal = new ArrayList<>(visit.identifiers().of(subject));
        String text = body.text();
        if (text != null) {
            personal.add(new PersonalField("text", text));
        }
        return personal;
    }

    /** One month, counted in the controller's days. */
    static Instant dueAt(Instant receivedAt, ZoneId zone) {
        return receivedAt.atZone(zone).plusMonths(1).toInstant();
    }
}
