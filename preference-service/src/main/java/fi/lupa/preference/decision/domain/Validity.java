// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a consent lasts, and what a newer notice makes of it. */
final class Validity {

    private Validity() {}

    /** Returns the first moment at which the consent no longer holds, by the calendar in the controller's time zone. */
    static @Nullable Instant end(Inquiry inquiry, Permission permission) {
        CalendarSpan span = inquiry.purpose().validity();
        Instant expired = permission.expiredAt();
        if (span == null) {
            return expired;
        }
        Instant end =
                span.endFrom(permission.effectiveAt(), inquiry.controller().timeZone());
        return expired != null && expired.isBefore(end) ? expired : end;
    }

    static boolean expired(Inquiry inquiry, Consents.Held held) {
        Instant end = held.end();
        return end != null && !inquiry.at().isBefore(end);
    }

    /** Tells whether a later version in force has changed materially what this purpose's consents were given to. */
    static boolean changedMaterially(Inquiry inquiry, Consents.Held held) {
        return Among.any(
                knownVersions(inquiry, held),
                version -> isLater(version, held, inquiry)
                        && version.changeClass() == NoticeVersion.ChangeClass.MATERIAL
                        && version.onMaterial() == NoticeVersion.OnMaterial.RECONSENT
                        && affects(version, inquiry.question()));
    }

    static boolean superseded(Inquiry inquiry, Consents.Held held) {
        return Among.any(knownVersions(inquiry, held), version -> isLater(version, held, inquiry));
    }

    private static List<NoticeVersion> knownVersions(Inquiry inquiry, Consents.Held held) {
        Permission.Notice notice = held.permission().notice();
        return notice == null ? List.of() : inquiry.catalogue().versionsOf(notice.id());
    }

    private static boolean isLater(NoticeVersion version, Consents.Held held, Inquiry inquiry) {
        return version.ordinal() > held.shown().ordinal() && !inquiry.at().isBefore(version.effectiveFrom());
    }

    /** A material change that names no purpose is about all of them. */
    private static boolean affects(NoticeVersion version, Question question) {
        return version.affects().isEmpty()
                || version.affects().contains(question.purpose())
                || version.affects().contains(question.controller() + "/" + question.purpose());
    }
}
