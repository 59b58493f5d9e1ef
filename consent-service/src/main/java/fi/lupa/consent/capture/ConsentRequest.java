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
        @Required CaptureRequest capture) {}
