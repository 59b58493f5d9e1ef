// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be contacted by one controller, where they may be contacted at all. It only ever holds contact back.
 *
 * @param onlyChannels each a wish to be contacted in that channel alone: none, any channel will do; two, no channel is left
 * @param quietHours the person's own; null: the controller's alone
 * @param caps the person's own; null: the controller's alone
 * @param at when the person last said so
 */
public record Preference(
        String controller,
        @Nullable Instant pausedUntil,
        List<String> topicsOn,
        List<String> topicsOff,
        Set<Channel> onlyChannels,
        @Nullable List<QuietHours> quietHours,
        @Nullable List<Cap> caps,
        Instant at,
        Instant recordedAt) {

    /** Keeps copies. */
    public Preference {
        topicsOn = List.copyOf(topicsOn);
        topicsOff = List.copyOf(topicsOff);
        onlyChannels = Set.copyOf(onlyChannels);
        quietHours = quietHours == null ? null : List.copyOf(quietHours);
        caps = caps == null ? null : List.copyOf(caps);
    }

    /** When channels are silent; of days and times as the controller's policies write them. */
    public record QuietHours(
            List<Channel> channels,
            String days,
            @Nullable String from,
            @Nullable String to,
            boolean allDay) {

        /** Keeps a copy. */
        public QuietHours {
            channels = List.copyOf(channels);
        }
    }

    /** At most so many messages in so long, ISO 8601. */
    public record Cap(List<Channel> channels, int max, String per) {

        /** Keeps a copy. */
        public Cap {
            channels = List.copyOf(channels);
        }
    }

    /** What is said anew; null: nothing about it, an empty list: none any more. */
    public record Change(
            String controller,
            @Nullable Instant pausedUntil,
            List<String> topicsOn,
            List<String> topicsOff,
            @Nullable Channel onlyChannel,
            boolean anyChannel,
            @Nullable List<QuietHours> quietHours,
            @Nullable List<Cap> caps) {

        /** Keeps copies. */
        public Change {
            topicsOn = List.copyOf(topicsOn);
            topicsOff = List.copyOf(topicsOff);
        }

        private Set<Channel> wished() {
            return onlyChannel == null ? Set.of() : Set.of(onlyChannel);
        }
    }

    /** Returns whether the other one holds back the same, whenever it was said. */
    public boolean saysTheSameAs(Preference other) {
        return Objects.equals(pausedUntil, other.pausedUntil)
                && topicsOn.equals(other.topicsOn)
                && topicsOff.equals(other.topicsOff)
                && onlyChannels.equals(other.onlyChannels)
                && Objects.equals(quietHours, other.quietHours)
                && Objects.equals(caps, other.caps);
    }

    /** Returns whether it holds back anything at all. */
    boolean holdsAnythingBack() {
        return pausedUntil != null
                || !topicsOff.isEmpty()
                || !onlyChannels.isEmpty()
                || !Objects.requireNonNullElse(quietHours, List.of()).isEmpty()
                || !Objects.requireNonNullElse(caps, List.of()).isEmpty();
    }

    static Preference none(String controller) {
        return new Preference(
                controller, null, List.of(), List.of(), Set.of(), null, null, Instant.EPOCH, Instant.EPOCH);
    }

    /** The person's own word: what it names is so from now on, the rest stays. A topic both on and off is off. */
    Preference replacedBy(Change change, Act act) {
        Set<String> off = new LinkedHashSet<>(topicsOff);
        change.topicsOn().forEach(off::remove);
        off.addAll(change.topicsOff());
        Set<Channel> only = change.onlyChannel() == null ? onlyChannels : change.wished();
        return new Preference(
                controller,
                change.pausedUntil() == null ? pausedUntil : change.pausedUntil(),
                on(change, off),
                List.copyOf(off),
                change.anyChannel() ? Set.of() : only,
                change.quietHours() == null ? quietHours : change.quietHours(),
                change.caps() == null ? caps : change.caps(),
                act.effectiveAt(),
                act.recordedAt());
    }

    /** Anybody else's word, or one that comes late: it may hold back more, and loosens nothing. What was said before it loosens nothing after it. */
    Preference tightenedBy(Change change, Act act) {
        Set<String> off = new LinkedHashSet<>(topicsOff);
        off.addAll(change.topicsOff());
        return new Preference(
                controller,
                later(pausedUntil, change.pausedUntil()),
                topicsOn.stream().filter(topic -> !off.contains(topic)).toList(),
                List.copyOf(off),
                together(onlyChannels, change.wished()),
                joined(quietHours, change.quietHours()),
                joined(caps, change.caps()),
                act.at().isAfter(at) ? act.at() : at,
                act.recordedAt());
    }

    /** Both hold: who asked for one channel only said no to all others, and of two such wishes each is a no to the other's. */
    Preference joinedBy(Preference other) {
        Set<String> off = new LinkedHashSet<>(topicsOff);
        off.addAll(other.topicsOff);
        Set<String> on = new LinkedHashSet<>(topicsOn);
        on.addAll(other.topicsOn);
        on.removeAll(off);
        return new Preference(
                controller,
                later(pausedUntil, other.pausedUntil),
                List.copyOf(on),
                List.copyOf(off),
                together(onlyChannels, other.onlyChannels),
                joined(quietHours, other.quietHours),
                joined(caps, other.caps),
                at.isAfter(other.at) ? at : other.at,
                recordedAt.isAfter(other.recordedAt) ? recordedAt : other.recordedAt);
    }

    private List<String> on(Change change, Set<String> off) {
        Set<String> on = new LinkedHashSet<>(topicsOn);
        on.addAll(change.topicsOn());
        on.removeAll(off);
        return List.copyOf(on);
    }

    private static Set<Channel> together(Set<Channel> one, Set<Channel> other) {
        Set<Channel> all = EnumSet.noneOf(Channel.class);
        all.addAll(one);
        all.addAll(other);
        return all;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static <T> @Nullable List<T> joined(@Nullable List<T> one, @Nullable List<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return new ArrayList<>(all);
    }
}
