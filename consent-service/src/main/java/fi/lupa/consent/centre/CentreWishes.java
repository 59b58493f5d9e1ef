// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Preference;
import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a press how contact shall be held back. */
final class CentreWishes {

    /** How long contact can be paused, as the page offers it. */
    static final List<String> PAUSES = List.of("P1M", "P3M", "P1Y");

    private CentreWishes() {}

    /** Nothing if it is none of what the page offers. */
    static Optional<Preference.Change> change(
            String controller, CentreOrder order, CentreView.Wishes offered, Instant now) {
        return switch (order.act()) {
            case STOP_TOPIC ->
                what(order, offered.topics()).map(topic -> change(controller, null, List.of(topic), null));
            case PAUSE -> what(order, PAUSES).map(period -> change(controller, until(period, now), List.of(), null));
            case ONLY_CHANNEL -> only(order, offered).map(channel -> change(controller, null, List.of(), channel));
            default -> Optional.empty();
        };
    }

    private static Optional<String> what(CentreOrder order, Collection<String> offered) {
        return Optional.ofNullable(order.what()).filter(offered::contains);
    }

    /** One such wish; a second one would leave no channel. */
    private static Optional<Channel> only(CentreOrder order, CentreView.Wishes offered) {
        return Optional.ofNullable(order.channel())
                .filter(channel -> offered.channels().contains(channel)
                        && offered.onlyChannels().isEmpty())
                .map(CentreChannels::domain);
    }

    private static Instant until(String period, Instant now) {
        return Timestamps.truncate(new LifeTime(period).after(now));
    }

    private static Preference.Change change(
            String controller, @Nullable Instant pausedUntil, List<String> off, @Nullable Channel only) {
        return new Preference.Change(controller, pausedUntil, List.of(), off, only, false, null, null);
    }
}
