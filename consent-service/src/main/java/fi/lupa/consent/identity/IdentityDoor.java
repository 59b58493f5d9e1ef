// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.capture.ContactCounts;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;

/** What merge and split share: who may, which subject is meant, and the answer. */
@ApplicationScoped
class IdentityDoor {

    private static final int OK = 200;

    private final Catalogue catalogue;
    private final Subjects subjects;
    private final SubjectDoor door;
    private final Answers answers;
    private final RevisionTokens tokens;
    private final ContactCounts counts;

    IdentityDoor(
            Catalogue catalogue,
            Subjects subjects,
            SubjectDoor door,
            Answers answers,
            RevisionTokens tokens,
            ContactCounts counts) {
        this.counts = counts;
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.door = door;
        this.answers = answers;
        this.tokens = tokens;
    }

    /** What was sent to either of them. */
    ContactCounts counts() {
        return counts;
    }

    /** The answer to both. */
    record IdentityView(String subjectId, String revision) {}

    static SubjectId id(String text) {
        try {
            return SubjectId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    /** Returns a live person of the controller's register; of any other it looks as if there were none. */
    OpenSubject person(CaptureContext context, Controller controller, SubjectId id) {
        OpenSubject subject = subjects.open(context.tenant(), id)
                .filter(found -> found.domain().equals(controller.identityDomain()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        if (subject.identifiers().stream().anyMatch(held -> held.type().ofOrganisation())) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_A_PERSON");
        }
        return subject;
    }

    /** Returns the controller if the caller is its own client; throws CONTROLLER_UNKNOWN or MANDATE_OUT_OF_SCOPE. */
    Controller controller(CaptureContext context, Caller caller, String key) {
        Controller controller = catalogue
                .controller(context.tenant(), key)
                .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN"));
        door.require(caller, controller, MandateRight.ERASE, context.recordedAt());
        return controller;
    }

    /** Returns the caller's controller whose register the subject is in; of any other it looks as if there were no such subject. */
    Controller owner(CaptureContext context, Caller caller, SubjectId id) {
        return subjects.open(context.tenant(), id)
                .flatMap(subject -> caller.controllers().stream()
                        .sorted()
                        .flatMap(key -> catalogue.controller(context.tenant(), key).stream())
                        .filter(controller -> controller.identityDomain().equals(subject.domain()))
                        .findFirst())
                .map(controller -> controller(context, caller, controller.key()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    CommittedAnswer answer(CaptureContext context, OpenSubject subject) {
        String revision = tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid()));
        return new CommittedAnswer(
                answers.json(OK, null, new IdentityView(subject.id().value(), revision)), null);
    }
}
