// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/consents}. */
record ConsentRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Nullable ContactRequest contact,
        @Required List<ChoiceRequest> choices,
        @Required CaptureRequest capture) {

    private static final String ON = "1";

    /** The same request with what the header {@code Sec-GPC} says; only {@code 1} says anything. */
    ConsentRequest signalling(@Nullable List<String> header) {
        return header != null && header.contains(ON)
                ? new ConsentRequest(controller, recipient, contact, choices, capture.withGpc())
                : this;
    }
}
