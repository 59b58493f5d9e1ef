// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession.domain;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prohibition as it holds at the successor.
 *
 * @param source the objection or record it comes from
 * @param at when the person said it
 */
public record Moved(
        UUID source,
        Instant at,
        ObjectionScope scope,
        @Nullable Channel channel,
        @Nullable String purpose,
        @Nullable String topic) {}
