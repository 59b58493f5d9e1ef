// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records that one controller has taken another's place, and reads how far its prohibitions have come. */
@ApplicationScoped
class RecordSuccession {

    private static final Logger LOG = Logger.getLogger(RecordSuccession.class);
    private static final int ACCEPTED = 202;

    private final Transactions transactions;
    private final SubjectDoor door;
    private final Catalogue catalogue;
    private final SuccessionRows rows;
    private final Answers answers;
    private final Ids ids;

    RecordSuccession(
            Transactions transactions,
            SubjectDoor door,
            Catalogue catalogue,
            SuccessionRows rows,
            Answers answers,
            Ids ids) {
        this.transactions = transactions;
        this.door = door;
        this.catalogue = catalogue;
        this.rows = rows;
        this.answers = answers;
        this.ids = ids;
    }

    /** Returns 202; throws CONTROLLER_UNKNOWN, MANDATE_OUT_OF_SCOPE, or INVALID_VALUE if the successor has another register. */
    Answer record(Caller caller, SuccessionBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        caller.mayActFor(body.successor());
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), List.of());
        return transactions.captureOnce(scope, claim, context -> record(context, caller, body));
    }

    private CommittedAnswer record(CaptureContext context, Caller caller, SuccessionBody body) {
        Controller controller = controller(context, caller, body.controller(), "/controller");
        Controller successor = controller(context, caller, body.successor(), "/successor");
        boolean same = controller.key().equals(successor.key());
        if (same || !controller.identityDomain().equals(successor.identityDomain())) {
            String reason = same ? "SAME_AS_CONTROLLER" : "ANOTHER_REGISTER";
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/successor", reason);
        }
        Succession succession = new Succession(
                ids.next(), controller.key(), successor.key(), context.recordedAt(), Succession.Place.START, null);
        rows.insert(context.tenant(), succession, caller.client());
        LOG.infof(
                "Succession: succession=%s controller=%s successor=%s",
                succession.id(), controller.key(), successor.key());
        Answer answer = answers.json(ACCEPTED, "/v1/successions/" + succession.id(), SuccessionView.of(succession, 0));
        return new CommittedAnswer(answer, null);
    }

    private Controller controller(CaptureContext context, Caller caller, String key, String pointer) {
        Controller controller = catalogue
                .controller(context.tenant(), key)
                .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, pointer, "UNKNOWN"));
        door.require(caller, controller, MandateRight.ERASE, context.recordedAt());
        return controller;
    }

    /** Returns a succession of the caller's controllers; throws NOT_FOUND. */
    SuccessionView find(Caller caller, UUID id) {
        return transactions.read(caller.tenant(), () -> rows.find(caller.tenant(), id)
                .filter(found -> caller.controllers().contains(found.controller())
                        && caller.controllers().contains(found.successor()))
                .map(found -> SuccessionView.of(found, rows.carried(caller.tenant(), id)))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND)));
    }
}
