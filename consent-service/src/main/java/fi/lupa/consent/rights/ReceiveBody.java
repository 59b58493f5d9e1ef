// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Required;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.platform.identifier.RawIdentifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/rights-requests}.
 *
 * @param text what the person wrote; for the vault
 */
record ReceiveBody(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Required RightsRequest.Kind kind,
        @Required Instant receivedAt,
        @Required Identity identity,
        @Nullable String text) {}
