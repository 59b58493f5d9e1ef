// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;

/** Body of {@code POST /v1/callback-requests}. */
record CallbackBody(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Items List<String> productGroups,
        @Required CaptureRequest capture,
        LifeTime expiresIn,
        Integer maxCalls) {

    private static final LifeTime USUAL = new LifeTime("P14D");

    CallbackBody {
        productGroups = Absent.list(productGroups);
        expiresIn = Absent.or(expiresIn, USUAL);
        maxCalls = Absent.or(maxCalls, 1);
    }
}
