// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.Absorbed;
import fi.lupa.consent.permission.domain.Noted;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes two subjects one. The survivor is told first and the absorbed one second, so that at no moment nobody has an identifier. */
@ApplicationScoped
class MergeSubjects {

    private static final Logger LOG = Logger.getLogger(MergeSubjects.class);
    private static final int LONGEST = 500;

    private final Transactions transactions;
    private final IdentityDoor door;
    private final Subjects subjects;
    private final OtherFacts facts;

    MergeSubjects(Transactions transactions, IdentityDoor door, Subjects subjects, OtherFacts facts) {
        this.transactions = transactions;
        this.door = door;
        this.subjects = subjects;
        this.facts = facts;
    }

    /** Returns 200 with the survivor; throws NOT_FOUND or INVALID_VALUE. */
    Answer merge(Caller caller, MergeBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        SubjectId from = IdentityDoor.id(body.from());
        SubjectId into = IdentityDoor.id(body.into());
        if (from.equals(into)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/into", "SAME_AS_FROM");
        }
        if (body.reason().isBlank() || body.reason().length() > LONGEST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/reason", "NOT_ALLOWED");
        }
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), Set.of(from, into));
        return transactions.captureOnce(scope, claim, context -> {
            Controller controller = door.controller(context, caller, body.controller());
            OpenSubject absorbed = door.person(context, controller, from);
            OpenSubject survivor = door.person(context, controller, into);
            return record(context, caller, body, survivor, absorbed);
        });
    }

    private CommittedAnswer record(
            CaptureContext context, Caller caller, MergeBody body, OpenSubject survivor, OpenSubject absorbed) {
        OtherFacts.Telling telling = facts.begin(context, caller.client(), body.controller());
        PermissionState other = absorbed.state();
        Map<Integer, Integer> refs = subjects.moveAll(context, absorbed, survivor);
        IdentityFactKind kind = IdentityFactKind.MERGED;
        Object part =
                new IdentityFactKind.Part(absorbed.id().value(), survivor.id().value());
        List<PersonalField> reason = List.of(new PersonalField("reason", body.reason()));
        telling.fold(survivor, new Absorbed(other, refs));
        survivor.become(joined(survivor.standing(), absorbed.standing()));
        telling.tell(survivor, kind.wireName(), kind.part(), part, reason);
        telling.fold(absorbed, new Noted());
        telling.tell(absorbed, kind.wireName(), kind.part(), part, List.of());
        absorbed.end(Standing.merged(survivor.id().value()));
        telling.close();
        door.counts().join(context, absorbed.id(), survivor.id());
        LOG.infof("Merged: from=%s into=%s controller=%s", absorbed.id(), survivor.id(), body.controller());
        return door.answer(context, survivor);
    }

    static Standing joined(Standing one, Standing other) {
        Standing joined = one;
        for (Restriction restriction : other.restrictions()) {
            joined = joined.with(restriction);
        }
        for (RightsRequest request : other.rightsRequests()) {
            joined = joined.with(request);
        }
        return joined;
    }
}
