// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;

/** Body of {@code POST /v1/objections/{id}/lift}: the person's own act, with an identifier of the person who objected. */
record LiftRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Required CaptureRequest capture) {}
