// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/objections}. */
record ObjectionRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Nullable ContactRequest contact,
        @Required ObjectionScope scope,
        @Nullable Channel channel,
        @Nullable String purpose,
        @Nullable String topic,
        @Required CaptureRequest capture) {}
