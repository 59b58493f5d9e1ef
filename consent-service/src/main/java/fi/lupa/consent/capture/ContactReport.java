// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.platform.identifier.RawIdentifier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One item of {@code POST /v1/contact-reports}. */
record ContactReport(
        @Required String controller,
        @Nullable String purpose,
        @Required Channel channel,
        @Required RawIdentifier recipient,
        @Nullable UUID decisionId,
        @Required Instant at,
        @Nullable String claim,
        @Required ContactOutcome outcome) {}
