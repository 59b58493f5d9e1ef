// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Preference;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A preference as it is stored and published.
 *
 * @param onlyChannel the channel if one was wished for; {@link #NONE} if several were, so that a reader who knows no {@code onlyChannels} finds
 *     no channel it could use
 * @param onlyChannels every channel that was wished for alone; null in what was stored before it was kept
 */
public record PreferenceView(
        String controller,
        @Nullable Instant pausedUntil,
        List<String> topicsOn,
        List<String> topicsOff,
        @Nullable String onlyChannel,
        @Nullable List<Channel> onlyChannels,
        @Nullable List<Preference.QuietHours> quietHours,
        @Nullable List<Preference.Cap> caps,
        Instant at,
        Instant recordedAt) {

    /** No channel at all. */
    static final String NONE = "NONE";

    /** Keeps copies. */
    public PreferenceView {
        topicsOn = List.copyOf(topicsOn);
        topicsOff = List.copyOf(topicsOff);
        onlyChannels = onlyChannels == null ? null : List.copyOf(onlyChannels);
        quietHours = quietHours == null ? null : List.copyOf(quietHours);
        caps = caps == null ? null : List.copyOf(caps);
    }

    /** Returns what is published of a preference. */
    public static PreferenceView of(Preference preference) {
        List<Channel> only = preference.onlyChannels().stream().sorted().toList();
        return new PreferenceView(
                preference.controller(),
                preference.pausedUntil(),
                preference.topicsOn(),
                preference.topicsOff(),
                only.size() > 1
                        ? NONE
                        : only.stream().map(Channel::name).findFirst().orElse(null),
                only,
                preference.quietHours(),
                preference.caps(),
                preference.at(),
                preference.recordedAt());
    }

    Preference preference() {
        return new Preference(controller, pausedUntil, topicsOn, topicsOff, wished(), quietHours, caps, at, recordedAt);
    }

    private Set<Channel> wished() {
        return onlyChannels == null
                ? Stream.ofNullable(onlyChannel).map(Channel::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.copyOf(onlyChannels);
    }
}
