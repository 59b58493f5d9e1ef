// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.subject.Recipients;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Knows who may be named as recipient and for whom a client speaks; asked inside a transaction. */
@ApplicationScoped
class KnownRecipients {

    private final Catalogue catalogue;
    private final Recipients recipients;
    private final Suppressions suppressions;

    KnownRecipients(Catalogue catalogue, Recipients recipients, Suppressions suppressions) {
        this.catalogue = catalogue;
        this.recipients = recipients;
        this.suppressions = suppressions;
    }

    /**
     * Throws unless the recipient can be told, the purpose is the controller's and the person is not erased: then nobody would ever tell the
     * recipient, and whoever disclosed has to do so.
     */
    void require(SubjectDoor.Visit visit, DisclosureBody body) {
        TenantId tenant = visit.context().tenant();
        if (!exists(tenant, body)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/disclosedTo/key", "NOT_KNOWN");
        }
        String purpose = body.purpose();
        if (purpose != null
                && catalogue.purpose(tenant, body.controller(), purpose).isEmpty()) {
            throw ProblemException.at(ProblemCode.PURPOSE_UNKNOWN, "/purpose", "NOT_KNOWN");
        }
        ListName erased = ListName.erased(visit.controller().identityDomain());
        boolean gone = suppressions.holds(
                tenant,
                erased,
                recipients.read(body.recipient(), visit.controller()).keys());
        if (gone && !isBack(visit)) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_ERASED, "/recipient", "ERASED");
        }
    }

    private static boolean isBack(SubjectDoor.Visit visit) {
        return visit.people().stream()
                .flatMap(subject -> subject.state().choices().stream())
                .anyMatch(cell -> cell.permission() != null);
    }

    private boolean exists(TenantId tenant, DisclosureBody body) {
        String key = body.disclosedTo().key();
        return switch (body.disclosedTo().kind()) {
            case PARTNER -> catalogue.partner(tenant, key).isPresent();
            case CONTROLLER ->
                !key.equals(body.controller())
                        && catalogue.controller(tenant, key).isPresent();
            case PROCESSOR ->
                catalogue.mandatesOf(tenant, key).stream()
                        .anyMatch(mandate -> mandate.controller().equals(body.controller()));
        };
    }

    /** The recipients that a client speaks for: itself, the controllers of its token whose own client it is, and the partners that name it. */
    List<DisclosedTo> spokenFor(Caller caller) {
        List<DisclosedTo> spokenFor = new ArrayList<>();
        spokenFor.add(new DisclosedTo(RecipientKind.PROCESSOR, caller.client()));
        caller.controllers().stream()
                .filter(key -> isOwn(caller, key))
                .forEach(key -> spokenFor.add(new DisclosedTo(RecipientKind.CONTROLLER, key)));
        catalogue
                .partnersOf(caller.tenant(), caller.client())
                .forEach(partner -> spokenFor.add(new DisclosedTo(RecipientKind.PARTNER, partner.key())));
        return spokenFor;
    }

    private boolean isOwn(Caller caller, String controller) {
        return catalogue.mandatesOf(caller.tenant(), caller.client()).isEmpty()
                || catalogue
                        .controller(caller.tenant(), controller)
                        .filter(found -> found.ownClients().contains(caller.client()))
                        .isPresent();
    }
}
