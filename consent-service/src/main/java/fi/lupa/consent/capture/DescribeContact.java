// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.Related;
import fi.lupa.consent.permission.domain.Relationship;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Records what a controller knows about a contact: what it is, and its relationship. Never a permission. */
@ApplicationScoped
class DescribeContact {

    private static final Logger LOG = Logger.getLogger(DescribeContact.class);

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final FactWriter facts;
    private final Answering answering;
    private final Ids ids;

    DescribeContact(
            Entrance entrance, Planning planning, PeopleFinder people, FactWriter facts, Answering answering, Ids ids) {
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.facts = facts;
        this.answering = answering;
        this.ids = ids;
    }

    /** The answer to a description. */
    record DescriptionView(String subjectId, String revision) {}

    /** Returns 200 with the subject's id and the revision. */
    Answer describe(Caller caller, ContactsRequest request, Optional<IdempotencyClaim> claim) {
        ContactRecorder.check(request.contact(), "");
        return write(caller, request.controller(), request.recipient(), claim, writing -> new ContactRecorder(
                        writing.session(), writing.recording(), writing.purposes(), ids)
                .record(
                        writing.people().primary(),
                        request.contact(),
                        writing.session().now(),
                        ""));
    }

    /** Returns 200 with the subject's id and the revision. */
    Answer relate(Caller caller, RelationshipRequest request, Optional<IdempotencyClaim> claim) {
        CaptureChecks.names(request.productGroups(), "/productGroups");
        RelationshipRequest.ContactDetail detail = request.contactDetail();
        if (detail != null) {
            CaptureChecks.evidence(detail.evidence(), "/contactDetail/evidence");
        }
        if (request.until() != null && request.until().isBefore(request.since())) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/until", "BEFORE_SINCE");
        }
        return write(caller, request.controller(), request.recipient(), claim, writing -> relate(writing, request));
    }

    private void relate(Writing writing, RelationshipRequest request) {
        Relationship relationship = request.relationship(writing.session().now());
        writing.recording().foldAny(writing.people().primary(), new Related(relationship), writing.purposes());
        List<PersonalField> personal = new ArrayList<>();
        if (request.contactDetail() != null) {
            request.contactDetail()
                    .evidence()
                    .forEach((name, value) -> personal.add(new PersonalField("evidence." + name, value)));
        }
        writing.session().of(writing.people().primary()).forEach(identifier -> personal.add(identifier.field()));
        FactView.RelationshipPart part = new FactView.RelationshipPart(
                relationship.type(),
                relationship.since(),
                relationship.until(),
                relationship.productGroups(),
                relationship.contactDetail(),
                relationship.mobile());
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.RELATIONSHIP_RECORDED,
                writing.session().now(),
                null,
                null,
                null,
                part,
                null,
                personal);
        writing.recording().tell(writing.people().primary(), draft, null);
    }

    private record Writing(Session session, People people, Recording recording, PurposeCatalogue purposes) {}

    private Answer write(
            Caller caller,
            String controller,
            List<RawIdentifier> recipient,
            Optional<IdempotencyClaim> claim,
            Consumer<Writing> told) {
        caller.mayActFor(controller);
        return claim.map(once -> entrance.once(caller, controller, recipient, once, session -> record(session, told)))
                .orElseGet(() -> entrance.each(caller, controller, recipient, session -> record(session, told))
                        .answer());
    }

    private CommittedAnswer record(Session session, Consumer<Writing> told) {
        if (!planning.mayCaptureAnything(session)) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
        session.requireOpen();
        people.requireNotErased(session);
        People found = people.find(session, identifier -> false);
        Recording recording = facts.begin(
                session.context(),
                session.caller().client(),
                session.controller().key());
        told.accept(new Writing(session, found, recording, planning.purposes(session)));
        recording.close();
        String id = found.primary().id().value();
        LOG.infof(
                "Described: subject=%s revision=%d controller=%s client=%s",
                id,
                found.primary().state().revision(),
                session.controller().key(),
                session.caller().client());
        return answering.ok(found.primary(), new DescriptionView(id, answering.revision(session.context())));
    }
}
