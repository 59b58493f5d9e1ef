// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.Prohibition;
import fi.lupa.consent.subject.OpenSubject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a recipient would have been told already if its disclosure had been on record in time. */
final class LateNews {

    private LateNews() {}

    /** What stands against the subject's data at the controller and was recorded after the disclosure. */
    static Set<About> of(OpenSubject subject, DisclosureBody disclosure, Instant now) {
        Set<About> news = EnumSet.noneOf(About.class);
        if (subject.state().objections().stream().anyMatch(objection -> stands(objection, disclosure))) {
            news.add(About.OBJECTION);
        }
        if (subject.state().choices().stream().anyMatch(cell -> stands(cell, disclosure))) {
            news.add(About.WITHDRAWAL);
        }
        boolean restricted = subject.standing().restrictions().stream()
                .anyMatch(restriction ->
                        restriction.controller().equals(disclosure.controller()) && isLater(restriction.until(), now));
        if (restricted) {
            news.add(About.RESTRICTION);
        }
        return news;
    }

    private static boolean stands(Objection objection, DisclosureBody disclosure) {
        return objection.liftedAt() == null
                && objection.controller().equals(disclosure.controller())
                && meets(objection.purpose(), disclosure.purpose())
                && objection.recordedAt().isAfter(disclosure.at());
    }

    private static boolean stands(Cell cell, DisclosureBody disclosure) {
        Prohibition prohibition = cell.prohibition();
        return prohibition != null
                && cell.permission() == null
                && cell.controller().equals(disclosure.controller())
                && meets(cell.purpose(), disclosure.purpose())
                && prohibition.recordedAt().isAfter(disclosure.at());
    }

    private static boolean meets(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private static boolean isLater(@Nullable Instant until, Instant now) {
        return until == null || until.isAfter(now);
    }
}
