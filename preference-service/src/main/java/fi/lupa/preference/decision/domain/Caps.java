// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Row 50c: the caps of the controller and those the person has wished for, each of which holds by itself. */
final class Caps {

    private Caps() {}

    /** Finds whether a cap is full, and from when on none is. */
    static Finding reached(Inquiry inquiry) {
        List<Cap> caps = caps(inquiry);
        if (caps.isEmpty()) {
            return Finding.NO;
        }
        return caps.stream()
                .flatMap(cap -> freeFrom(inquiry, cap).stream())
                .max(Comparator.naturalOrder())
                .map(end -> Finding.YES.until(Silence.of(inquiry).endAfter(end).orElse(end)))
                .orElse(Finding.NO);
    }

    /** Tells whether a cap stands of which nobody can tell whether it is full. */
    static boolean cannotTell(Inquiry inquiry) {
        ZoneId zone = inquiry.controller().timeZone();
        boolean known = inquiry.state().sendings().known();
        return Among.any(caps(inquiry), cap -> !known || !cap.isCounted(inquiry.at(), zone));
    }

    private static List<Cap> caps(Inquiry inquiry) {
        List<Cap> caps = Among.all(inquiry.policies().caps(), cap -> concerns(cap, inquiry.channel()));
        for (Wish wish : inquiry.state().wishes().told()) {
            for (Cap cap : wish.caps()) {
                if (inquiry.isOwn(wish.controller()) && concerns(cap, inquiry.channel())) {
                    caps = Among.with(caps, cap);
                }
            }
        }
        return caps;
    }

    private static boolean concerns(Cap cap, @Nullable Channel channel) {
        return channel != null && cap.channels().contains(channel);
    }

    /** Returns from when on there is room again; empty if there is now. A cap of nothing has none: it is asked about again after its time. */
    private static Optional<Instant> freeFrom(Inquiry inquiry, Cap cap) {
        ZoneId zone = inquiry.controller().timeZone();
        List<Counted> counted = inquiry.state().sendings().days().stream()
                .filter(day -> inquiry.isOwn(day.controller()) && cap.channels().contains(day.channel()))
                .map(day -> new Counted(cap.endOf(day.day(), zone), day.sent()))
                .filter(sent -> sent.until().isAfter(inquiry.at()))
                .sorted(Comparator.comparing(Counted::until))
                .toList();
        long left = counted.stream().mapToLong(Counted::sent).sum();
        if (left < cap.max()) {
            return Optional.empty();
        }
        for (Counted sent : counted) {
            left -= sent.sent();
            if (left < cap.max()) {
                return Optional.of(sent.until());
            }
        }
        return Optional.of(cap.per().endFrom(inquiry.at(), zone));
    }

    private record Counted(Instant until, int sent) {}
}
