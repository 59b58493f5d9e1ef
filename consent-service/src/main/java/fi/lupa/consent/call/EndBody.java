// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/calls/{id}/end}: the call is over; its whole recording, if there is one. */
record EndBody(@Required Instant at, @Nullable RecordingRef recording) {}
