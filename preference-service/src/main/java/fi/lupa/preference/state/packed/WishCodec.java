// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.decision.domain.CalendarSpan;
import fi.lupa.preference.decision.domain.CallbackRequest;
import fi.lupa.preference.decision.domain.Cap;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.QuietHours;
import fi.lupa.preference.decision.domain.Wish;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Packs how and when people want to be contacted. Each pair of methods names the same components in the same order. */
final class WishCodec {

    private static final List<DayOfWeek> DAYS = List.of(DayOfWeek.values());

    private WishCodec() {}

    static void wishes(PackedOut out, Wishes wishes) {
        out.each(wishes.told(), WishCodec::wish);
        out.each(wishes.callbacks(), WishCodec::callback);
    }

    static Wishes wishes(PackedIn in) {
        return new Wishes(in.each(WishCodec::wish), in.each(WishCodec::callback));
    }

    private static void wish(PackedOut out, Wish wish) {
        out.word(wish.controller());
        out.time(wish.pausedUntil());
        out.words(wish.topicsOff());
        out.choices(ChoiceCodec.CHANNELS, wish.onlyChannels());
        out.each(wish.quietHours(), WishCodec::quietHours);
        out.each(wish.caps(), WishCodec::cap);
    }

    private static Wish wish(PackedIn in) {
        return new Wish(
                in.word(),
                in.timeOrNull(),
                in.words(),
                in.choices(Channel.class, ChoiceCodec.CHANNELS),
                in.each(WishCodec::quietHours),
                in.each(WishCodec::cap));
    }

    private static void quietHours(PackedOut out, QuietHours hours) {
        out.choices(ChoiceCodec.CHANNELS, hours.channels());
        out.choices(DAYS, hours.days());
        out.flag(hours.onHolidays());
        out.common(hours.from().toNanoOfDay());
        out.common(hours.to().toNanoOfDay());
    }

    private static QuietHours quietHours(PackedIn in) {
        return new QuietHours(
                in.choices(Channel.class, ChoiceCodec.CHANNELS),
                in.choices(DayOfWeek.class, DAYS),
                in.flag(),
                LocalTime.ofNanoOfDay(in.common()),
                LocalTime.ofNanoOfDay(in.common()));
    }

    private static void cap(PackedOut out, Cap cap) {
        out.choices(ChoiceCodec.CHANNELS, cap.channels());
        out.common(cap.max());
        span(out, cap.per());
    }

    private static Cap cap(PackedIn in) {
        return new Cap(in.choices(Channel.class, ChoiceCodec.CHANNELS), in.commonInt(), span(in));
    }

    private static void span(PackedOut out, CalendarSpan span) {
        out.common(span.period().get(ChronoUnit.YEARS));
        out.common(span.period().get(ChronoUnit.MONTHS));
        out.common(span.period().get(ChronoUnit.DAYS));
        out.common(span.duration().toSeconds());
        out.common(span.duration().toNanosPart());
    }

    private static CalendarSpan span(PackedIn in) {
        return new CalendarSpan(
                Period.of(in.commonInt(), in.commonInt(), in.commonInt()),
                Duration.ofSeconds(in.common(), in.common()));
    }

    private static void callback(PackedOut out, CallbackRequest request) {
        out.word(request.controller());
        out.words(request.productGroups());
        out.time(request.requestedAt());
        out.time(request.expiresAt());
        out.own(request.maxCalls());
        out.own(request.used());
        out.each(request.claims(), WishCodec::claim);
        out.time(request.revokedAt());
    }

    private static CallbackRequest callback(PackedIn in) {
        return new CallbackRequest(
                in.word(),
                in.words(),
                in.time(),
                in.time(),
                in.ownInt(),
                in.ownInt(),
                in.each(WishCodec::claim),
                in.timeOrNull());
    }

    private static void claim(PackedOut out, CallbackRequest.Claim claim) {
        out.text(claim.digest());
        out.time(claim.expiresAt());
    }

    private static CallbackRequest.Claim claim(PackedIn in) {
        return new CallbackRequest.Claim(in.text(), in.time());
    }
}
