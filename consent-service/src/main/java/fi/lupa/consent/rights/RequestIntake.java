// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens a request and stops contact with it, in the write in progress; whoever it came to, its clock starts when it came. */
@ApplicationScoped
public class RequestIntake {

    private static final Logger LOG = Logger.getLogger(RequestIntake.class);
    private static final int LONGEST = 10_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final OtherFacts facts;
    private final RequestRows rows;
    private final Ids ids;

    RequestIntake(OtherFacts facts, RequestRows rows, Ids ids) {
        this.facts = facts;
        this.rows = rows;
        this.ids = ids;
    }

    /**
     * What is asked for.
     *
     * @param text what the person wrote; for the vault
     */
    public record Asked(
            RightsRequest.Kind kind,
            Instant receivedAt,
            Identity identity,
            @Nullable String text) {

        /** Throws INVALID_VALUE for a text that cannot be one. */
        public Asked {
            if (text != null && (text.isBlank() || text.length() > LONGEST)) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, "/text", text.isBlank() ? "EMPTY" : "TOO_LONG");
            }
        }

        /** Throws CAPTURE_TIME_IN_FUTURE. */
        public void check(Instant now) {
            if (receivedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
                throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, "/receivedAt", "IN_FUTURE");
            }
        }

        @Override
        public String toString() {
            return "Asked[" + kind + "]";
        }
    }

    /** A request that is open, and its legal deadline (GDPR 12(3)). */
    public record Opened(UUID id, Instant dueAt) {}

    /** Opens it at the visit's controller, for everybody the recipient stands for; throws CAPTURE_TIME_IN_FUTURE. */
    public Opened open(SubjectDoor.Visit visit, Asked asked) {
        Instant now = visit.context().recordedAt();
        asked.check(now);
        RequestRow row = row(visit, asked);
        rows.insert(visit.context().tenant(), visit.caller().client(), row, now);
        OtherFacts.Telling telling = facts.begin(visit.context(), visit.caller().client(), row.controller());
        for (OpenSubject subject : visit.people()) {
            subject.become(subject.standing().with(row.standing()));
            telling.note(
                    subject,
                    RightsFactKind.RECEIVED.wireName(),
                    RightsFactKind.RECEIVED.part(),
                    RightsPart.of(row),
                    personal(visit, subject, asked));
        }
        telling.close();
        LOG.infof("Rights request: request=%s kind=%s controller=%s", row.id(), row.kind(), row.controller());
        return new Opened(row.id(), row.dueAt());
    }

    /** Notes that a controller has ordered everybody erased, in the write in progress: what is kept of them is found by this request. */
    public void ordered(TenantId tenant, String client, UUID id, String controller, Instant receivedAt, Instant now) {
        RequestRow row = new RequestRow(
                id,
                controller,
                List.of(),
                RightsRequest.Kind.ERASURE,
                Identity.VERIFIED,
                receivedAt,
                now,
                null,
                null,
                false);
        rows.insert(tenant, client, row, now);
        rows.complete(tenant, id, Outcome.GRANTED, Identity.VERIFIED, now);
    }

    private RequestRow row(SubjectDoor.Visit visit, Asked asked) {
        Instant receivedAt = Timestamps.truncate(asked.receivedAt());
        return new RequestRow(
                ids.next(),
                visit.controller().key(),
                visit.people().stream().map(OpenSubject::id).toList(),
                asked.kind(),
                asked.identity(),
                receivedAt,
                dueAt(receivedAt, ZoneId.of(visit.controller().timeZone())),
                null,
                null,
                false);
    }

    private static List<PersonalField> personal(SubjectDoor.Visit visit, OpenSubject subject, Asked asked) {
        List<PersonalField> personal = new ArrayList<>(visit.identifiers().of(subject));
        String text = asked.text();
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
