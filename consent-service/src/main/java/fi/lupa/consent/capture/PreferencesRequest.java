// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Preference;
import fi.lupa.platform.identifier.RawIdentifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/preferences}. What is left out or null stays as it was; {@code onlyChannel: "ANY"}, an empty list and a moment that
 * has passed take something back.
 */
record PreferencesRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Nullable Instant pausedUntil,
        @Nullable Topics topics,
        @Nullable String onlyChannel,
        @Items @Nullable List<QuietHours> quietHours,
        @Items @Nullable List<Cap> caps,
        @Required CaptureRequest capture) {

    static final String ANY = "ANY";

    /** Topics switched on and off. */
    record Topics(@Items List<String> on, @Items List<String> off) {

        static final Topics NONE = new Topics(List.of(), List.of());

        Topics {
            on = Absent.list(on);
            off = Absent.list(off);
        }
    }

    /** When channels shall be silent. */
    record QuietHours(
            @Required List<Channel> channels,
            @Required String days,
            @Nullable String from,
            @Nullable String to,
            Boolean allDay) {

        QuietHours {
            allDay = Absent.or(allDay, false);
        }

        Preference.QuietHours said() {
            return new Preference.QuietHours(channels, days, from, to, allDay);
        }
    }

    /** At most so many messages in so long. */
    record Cap(
            @Required List<Channel> channels,
            @Required Integer max,
            @Required LifeTime per) {

        Preference.Cap said() {
            return new Preference.Cap(channels, max, per.text());
        }
    }

    Preference.Change change() {
        Topics switched = Absent.or(topics, Topics.NONE);
        boolean any = ANY.equals(onlyChannel);
        return new Preference.Change(
                controller,
                pausedUntil,
                switched.on(),
                switched.off(),
                onlyChannel == null || any ? null : Channel.valueOf(onlyChannel),
                any,
                quietHours == null
                        ? null
                        : quietHours.stream().map(QuietHours::said).toList(),
                caps == null ? null : caps.stream().map(Cap::said).toList());
    }
}
