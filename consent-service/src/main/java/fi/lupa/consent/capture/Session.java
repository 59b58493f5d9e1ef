// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.organisation.Organisations;
import fi.lupa.consent.permission.domain.OrganisationRef;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.platform.caller.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write in progress: its locks are held, nothing is decided yet.
 *
 * @param storesLater whether new subjects are stored when their facts are, not before; nothing else may be written about them until then
 */
record Session(
        CaptureContext context,
        Caller caller,
        Controller controller,
        Recipient recipient,
        Organisations organisations,
        boolean storesLater) {

    /** The same with new subjects stored together with their facts. */
    Session storingLater() {
        return new Session(context, caller, controller, recipient, organisations, true);
    }

    Instant now() {
        return context.recordedAt();
    }

    /** Throws CONTROLLER_CLOSED for what is not a no at a controller that has left. */
    void requireOpen() {
        controller.requireOpen(now());
    }

    /** Whether the controller has left. */
    boolean isClosed() {
        return controller.isClosed(now());
    }

    /** The reference to the organisation with this business id; throws BUSINESS_ID_INVALID at the pointer. */
    @Nullable
    OrganisationRef organisation(@Nullable String businessId, String pointer) {
        return businessId == null ? null : organisations.reference(controller, businessId, pointer);
    }

    /** The identifiers of the recipient that this subject has, by their references. */
    List<OwnIdentifier> of(OpenSubject subject) {
        return recipient.identifiers().stream()
                .flatMap(
                        identifier -> subject
                                .ref(identifier)
                                .map(ref -> new OwnIdentifier(ref, identifier.type(), identifier.given()))
                                .stream())
                .toList();
    }
}
