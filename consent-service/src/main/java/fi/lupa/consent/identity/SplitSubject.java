// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.Inherited;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Separated;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.Recipients;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Makes two subjects of one. Who gets the identifiers is told first, who loses them second: in between both have them. */
@ApplicationScoped
class SplitSubject {

    private static final Logger LOG = Logger.getLogger(SplitSubject.class);

    private final Transactions transactions;
    private final IdentityDoor door;
    private final Recipients recipients;
    private final Subjects subjects;
    private final PartedProof proof;
    private final OtherFacts facts;

    SplitSubject(
            Transactions transactions,
            IdentityDoor door,
            Recipients recipients,
            Subjects subjects,
            PartedProof proof,
            OtherFacts facts) {
        this.transactions = transactions;
        this.door = door;
        this.proof = proof;
        this.recipients = recipients;
        this.subjects = subjects;
        this.facts = facts;
    }

    /** Returns 200 with the new subject; throws NOT_FOUND, or INVALID_VALUE unless some identifiers go and some stay. */
    Answer split(Caller caller, SplitBody body, IdempotencyClaim claim) {
        SubjectId id = IdentityDoor.id(body.subject());
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), Set.of(id));
        return transactions.captureOnce(scope, claim, context -> {
            Controller controller = door.owner(context, caller, id);
            OpenSubject whole = door.person(context, controller, id);
            Recipient named = recipients.read(body.identifiers(), controller);
            return record(context, caller, controller, whole, gone(whole, named));
        });
    }

    private static Set<Integer> gone(OpenSubject whole, Recipient named) {
        Set<Integer> gone = named.identifiers().stream()
                .flatMap(identifier -> whole.ref(identifier).stream())
                .collect(Collectors.toUnmodifiableSet());
        boolean some = whole.identifiers().stream().map(HeldIdentifier::ref).anyMatch(ref -> !gone.contains(ref));
        if (gone.size() != named.identifiers().size() || !some) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/identifiers", "NOT_A_PART");
        }
        return gone;
    }

    private CommittedAnswer record(
            CaptureContext context, Caller caller, Controller controller, OpenSubject whole, Set<Integer> gone) {
        OtherFacts.Telling telling = facts.begin(context, caller.client(), controller.key());
        PermissionState other = whole.state();
        OpenSubject part = subjects.create(context, whole.domain());
        Map<Integer, Integer> refs = subjects.move(context, whole, part, gone);
        proof.divide(context, whole, part);
        subjects.alsoAsks(context, whole, part);
        IdentityFactKind kind = IdentityFactKind.SPLIT;
        Object said = new IdentityFactKind.Part(whole.id().value(), part.id().value());
        telling.fold(part, new Inherited(other, refs));
        part.become(MergeSubjects.joined(part.standing(), whole.standing()));
        telling.tell(part, kind.wireName(), kind.part(), said, List.of());
        telling.fold(whole, new Separated(gone));
        telling.tell(whole, kind.wireName(), kind.part(), said, List.of());
        telling.close();
        door.counts().copy(context, whole.id(), part.id());
        LOG.infof("Split: from=%s into=%s controller=%s", whole.id(), part.id(), controller.key());
        return door.answer(context, part);
    }
}
