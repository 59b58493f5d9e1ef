// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where and when the sequencer puts an event: its own time, which never goes back, and the two chains. */
public record Placement(
        Instant loggedAt, @Nullable Chain subject, @Nullable Chain controller) {}
