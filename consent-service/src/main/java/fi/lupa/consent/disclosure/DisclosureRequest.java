// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import fi.lupa.consent.capture.Required;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST /v1/disclosures/read}: the ids of facts, as leaves and facts carry them. */
record DisclosureRequest(
        @Required @Schema(minItems = 1, maxItems = DisclosureRequest.MOST)
        List<UUID> events) {

    /** As many as one answer has lines: a client that reads only when it has sent everything must not stall, and the answer stays small. */
    static final int MOST = 1_000;
}
