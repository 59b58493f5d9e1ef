// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Packs the facts of a state. Each pair of methods names the same components in the same order. */
final class SubjectCodec {

    private static final List<SubjectState.Status> STATUSES = List.of(SubjectState.Status.values());

    private SubjectCodec() {}

    static void write(PackedOut out, SubjectState state) {
        out.choice(STATUSES, state.status());
        out.maybe(state.revision(), (to, number) -> to.own(number));
        out.each(state.asked().stream().sorted().toList(), (to, number) -> to.common(number));
        out.each(state.choices(), ChoiceCodec::write);
        out.each(state.objections(), FactCodec::objection);
        out.each(state.contacts(), FactCodec::contact);
        out.each(state.relationships(), FactCodec::relationship);
        out.each(state.restrictions(), FactCodec::restriction);
        out.each(state.rightsRequests(), FactCodec::rightsRequest);
        suppressions(out, state.suppressions());
        WishCodec.wishes(out, state.wishes());
        sendings(out, state.sendings());
    }

    static SubjectState read(PackedIn in) {
        return new SubjectState(
                in.choice(STATUSES),
                in.maybe(PackedIn::ownInt),
                Set.copyOf(in.each(PackedIn::commonInt)),
                in.each(ChoiceCodec::read),
                in.each(FactCodec::objection),
                in.each(FactCodec::contact),
                in.each(FactCodec::relationship),
                in.each(FactCodec::restriction),
                in.each(FactCodec::rightsRequest),
                suppressions(in),
                WishCodec.wishes(in),
                sendings(in));
    }

    private static void suppressions(PackedOut out, Suppressions lists) {
        out.flag(lists.erased());
        out.flag(lists.own());
        register(out, lists.phone());
        register(out, lists.postal());
    }

    private static Suppressions suppressions(PackedIn in) {
        return new Suppressions(in.flag(), in.flag(), register(in), register(in));
    }

    private static void register(PackedOut out, Suppressions.Register register) {
        out.flag(register.listed());
        out.day(register.asOf());
    }

    private static Suppressions.Register register(PackedIn in) {
        return new Suppressions.Register(in.flag(), in.dayOrNull());
    }

    private static void sendings(PackedOut out, Sendings sendings) {
        out.flag(sendings.known());
        out.each(sendings.days(), SubjectCodec::day);
    }

    private static Sendings sendings(PackedIn in) {
        return new Sendings(in.flag(), in.each(SubjectCodec::day));
    }

    private static void day(PackedOut out, Sendings.Day day) {
        out.word(day.controller());
        out.choice(ChoiceCodec.CHANNELS, day.channel());
        out.own(day.day().toEpochDay());
        out.own(day.sent());
    }

    private static Sendings.Day day(PackedIn in) {
        return new Sendings.Day(
                in.word(), in.choice(ChoiceCodec.CHANNELS), LocalDate.ofEpochDay(in.own()), in.ownInt());
    }
}
