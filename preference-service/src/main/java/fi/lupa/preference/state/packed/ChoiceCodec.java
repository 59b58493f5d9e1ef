// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Pending;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Undemonstrable;
import java.util.List;
import java.util.Set;

/** Packs what was chosen. Each pair of methods names the same components in the same order. */
final class ChoiceCodec {

    static final List<Channel> CHANNELS = List.of(Channel.values());
    private static final List<Prohibition.Kind> KINDS = List.of(Prohibition.Kind.values());

    private ChoiceCodec() {}

    static void write(PackedOut out, ChoiceCell cell) {
        out.word(cell.controller());
        out.word(cell.purpose());
        out.choice(CHANNELS, cell.channel());
        out.maybe(cell.identifier(), (to, number) -> to.common(number));
        out.maybe(cell.permission(), ChoiceCodec::permission);
        out.maybe(cell.prohibition(), ChoiceCodec::prohibition);
        out.maybe(cell.pending(), ChoiceCodec::pending);
        out.maybe(cell.undemonstrable(), ChoiceCodec::undemonstrable);
        out.time(cell.askedAt());
    }

    static ChoiceCell read(PackedIn in) {
        return new ChoiceCell(
                in.word(),
                in.word(),
                in.choiceOrNull(CHANNELS),
                in.maybe(PackedIn::commonInt),
                in.maybe(ChoiceCodec::permission),
                in.maybe(ChoiceCodec::prohibition),
                in.maybe(ChoiceCodec::pending),
                in.maybe(ChoiceCodec::undemonstrable),
                in.timeOrNull());
    }

    private static void permission(PackedOut out, Permission permission) {
        out.text(permission.recordId());
        out.word(permission.method());
        out.word(permission.actor());
        out.time(permission.at());
        out.time(permission.recordedAt());
        out.time(permission.effectiveAt());
        out.maybe(permission.notice(), ChoiceCodec::notice);
        out.words(permission.topics());
        out.words(permission.offerOwners());
        out.words(permission.disclosedTo());
        out.flag(permission.explicit());
        out.each(permission.lifts(), PackedOut::text);
        out.time(permission.expiredAt());
    }

    private static Permission permission(PackedIn in) {
        return new Permission(
                in.text(),
                in.word(),
                in.word(),
                in.time(),
                in.time(),
                in.time(),
                in.maybe(ChoiceCodec::notice),
                in.words(),
                in.words(),
                in.words(),
                in.flag(),
                Set.copyOf(in.each(PackedIn::text)),
                in.timeOrNull());
    }

    private static void notice(PackedOut out, Permission.Notice notice) {
        out.word(notice.id());
        out.word(notice.version());
    }

    private static Permission.Notice notice(PackedIn in) {
        return new Permission.Notice(in.word(), in.word());
    }

    private static void prohibition(PackedOut out, Prohibition prohibition) {
        out.choice(KINDS, prohibition.kind());
        out.text(prohibition.recordId());
        out.time(prohibition.at());
        out.time(prohibition.recordedAt());
        out.time(prohibition.doNotAskBefore());
        out.word(prohibition.method());
    }

    private static Prohibition prohibition(PackedIn in) {
        return new Prohibition(in.choice(KINDS), in.text(), in.time(), in.time(), in.timeOrNull(), in.wordOrNull());
    }

    private static void pending(PackedOut out, Pending pending) {
        out.text(pending.recordId());
        out.time(pending.recordedAt());
        out.time(pending.expiresAt());
    }

    private static Pending pending(PackedIn in) {
        return new Pending(in.text(), in.time(), in.timeOrNull());
    }

    private static void undemonstrable(PackedOut out, Undemonstrable undemonstrable) {
        out.text(undemonstrable.recordId());
        out.word(undemonstrable.method());
        out.word(undemonstrable.defect());
        out.time(undemonstrable.at());
        out.time(undemonstrable.recordedAt());
    }

    private static Undemonstrable undemonstrable(PackedIn in) {
        return new Undemonstrable(in.text(), in.word(), in.wordOrNull(), in.timeOrNull(), in.time());
    }
}
