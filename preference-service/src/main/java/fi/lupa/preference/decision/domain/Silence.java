// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a channel is silent for one person. */
record Silence(
        List<QuietHours> hours, ZoneId zone, @Nullable String holidays) {

    /** After so many intervals in a row the channel counts as silent until the last one's end; the answer is asked again then. */
    private static final int LONGEST_CHAIN = 20;

    static Silence of(Inquiry inquiry) {
        Policies policies = inquiry.policies();
        List<QuietHours> ours = Among.all(policies.quietHours(), quiet -> concerns(quiet, inquiry.channel()));
        for (Wish wish : inquiry.state().wishes().told()) {
            for (QuietHours quiet : wish.quietHours()) {
                if (inquiry.isOwn(wish.controller()) && concerns(quiet, inquiry.channel())) {
                    ours = Among.with(ours, quiet);
                }
            }
        }
        ZoneId zone = inquiry.contact()
                .flatMap(contact -> Optional.ofNullable(contact.timeZone()))
                .orElseGet(() -> inquiry.controller().timeZone());
        return new Silence(ours, zone, policies.holidays());
    }

    private static boolean concerns(QuietHours quiet, @Nullable Channel channel) {
        return channel != null && quiet.channels().contains(channel);
    }

    /** Returns the first moment at or after this one at which the channel speaks again; empty if it is not silent now. */
    Optional<Instant> endAfter(Instant moment) {
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> end = Optional.empty();
        Optional<Instant> next = intervalEnd(moment);
        for (int chain = 0; next.isPresent() && chain < LONGEST_CHAIN; chain++) {
            end = next;
            next = intervalEnd(next.get());
        }
        return end;
    }

    private Optional<Instant> intervalEnd(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return hours.stream()
                .flatMap(quiet -> List.of(today.minusDays(1), today).stream()
                        .filter(day -> startsOn(quiet, day))
                        .map(day -> interval(quiet, day)))
                .filter(interval -> Spans.contains(interval.from(), interval.until(), moment))
                .map(Interval::until)
                .max(Instant::compareTo);
    }

    private boolean startsOn(QuietHours quiet, LocalDate day) {
        boolean holiday = quiet.onHolidays() && "FI".equals(holidays) && FinnishHolidays.isHoliday(day);
        return holiday || quiet.days().contains(day.getDayOfWeek());
    }

    private Interval interval(QuietHours quiet, LocalDate day) {
        LocalDateTime start = day.atTime(quiet.from());
        LocalDate lastDay = quiet.to().isAfter(quiet.from()) ? day : day.plusDays(1);
        return new Interval(
                start.atZone(zone).toInstant(),
                lastDay.atTime(quiet.to()).atZone(zone).toInstant());
    }

    private record Interval(Instant from, Instant until) {}
}
