// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Pending;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Undemonstrable;

/** Reads the cells of a state: what was chosen for (controller, purpose, channel, identifier). */
final class ChoiceReader {

    private ChoiceReader() {}

    static ChoiceCell cell(Members cell) {
        return new ChoiceCell(
                cell.text("controller"),
                cell.text("purpose"),
                Words.knownOrNull(Channel.class, cell.textOrNull("channel")),
                cell.integerOrNull("identifier"),
                cell.objectOrNull("permission", ChoiceReader::permission),
                cell.objectOrNull("prohibition", ChoiceReader::prohibition),
                cell.objectOrNull("pending", ChoiceReader::pending),
                cell.objectOrNull("undemonstrable", ChoiceReader::undemonstrable),
                cell.instantOrNull("askedAt"));
    }

    private static Permission permission(Members permission) {
        return new Permission(
                permission.text("recordId"),
                permission.text("method"),
                permission.text("actor"),
                permission.instant("at"),
                permission.instant("recordedAt"),
                permission.instant("effectiveAt"),
                permission.objectOrNull(
                        "notice", notice -> new Permission.Notice(notice.text("id"), notice.text("version"))),
                permission.texts("topics"),
                permission.texts("offerOwners"),
                permission.texts("disclosedTo"),
                permission.flag("explicit", false),
                permission.texts("lifts"),
                permission.instantOrNull("expiredAt"));
    }

    /** A kind of "no" that is not known yet is still a "no". */
    private static Prohibition prohibition(Members prohibition) {
        return new Prohibition(
                Words.orElse(Prohibition.Kind.class, prohibition.text("kind"), Prohibition.Kind.WITHDRAWN),
                prohibition.text("recordId"),
                prohibition.instant("at"),
                prohibition.instant("recordedAt"),
                prohibition.instantOrNull("doNotAskBefore"),
                prohibition.textOrNull("method"));
    }

    private static Pending pending(Members pending) {
        return new Pending(pending.text("recordId"), pending.instant("recordedAt"), pending.instantOrNull("expiresAt"));
    }

    private static Undemonstrable undemonstrable(Members undemonstrable) {
        return new Undemonstrable(
                undemonstrable.text("recordId"),
                undemonstrable.text("method"),
                undemonstrable.textOrNull("defect"),
                undemonstrable.instantOrNull("at"),
                undemonstrable.instant("recordedAt"));
    }
}
