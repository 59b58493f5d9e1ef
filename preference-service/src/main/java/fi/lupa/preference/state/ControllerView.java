// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state;

import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.state.domain.Position;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One controller as answers need it. Immutable.
 *
 * @param domain the identity domain under which its subjects' identifiers are keyed
 * @param region by which national telephone numbers are read
 * @param version where the newest entry of the tenant's catalogue was written that is in here
 */
public record ControllerView(UUID domain, String region, Limits limits, CatalogueView catalogue, Position version) {

    /** How old the state may be for an answer. */
    public record Limits(Duration standard, Map<Channel, Duration> byChannel) {

        /** Holds where a controller has said nothing. */
        public static final Limits STANDARD = new Limits(Duration.ofSeconds(60), Map.of());

        public Limits {
            byChannel = Map.copyOf(byChannel);
        }

        /** Returns the limit for a channel. */
        public Duration of(@Nullable Channel channel) {
            return channel == null ? standard : byChannel.getOrDefault(channel, standard);
        }
    }
}
