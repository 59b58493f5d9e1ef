// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.platform.caller.Caller;
import java.time.Instant;
import java.util.List;

/** One write in progress: its locks are held, nothing is decided yet. */
record Session(CaptureContext context, Caller caller, Controller controller, Recipient recipient) {

    Instant now() {
        return context.recordedAt();
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
