// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts messages that were sent and calls that were made, for the caps on them. */
@ApplicationScoped
class SentCounts {

    private static final int OK = 200;
    /** What a person is told in the course of a service counts for no cap. */
    private static final Set<Category> UNCOUNTED = Set.of(Category.SERVICE, Category.STATUTORY);

    private final Subjects subjects;
    private final Answers answers;
    private final ContactCounts counts;

    SentCounts(Subjects subjects, Answers answers, ContactCounts counts) {
        this.subjects = subjects;
        this.answers = answers;
        this.counts = counts;
    }

    /** Counts for those who are known; about anybody else nothing is stored. {@code revision} stands for this write. */
    CommittedAnswer count(Session session, ContactReport report, @Nullable Category category, String revision) {
        List<OpenSubject> known =
                isCounted(category) ? subjects.known(session.context(), session.recipient()) : List.of();
        known.forEach(subject -> add(session, report, subject));
        Map<String, Object> body =
                known.isEmpty() ? Map.of("counted", 0) : Map.of("counted", known.size(), "revision", revision);
        return new CommittedAnswer(answers.json(OK, null, body), null);
    }

    /** Counts a call; one that the person has asked for counts for nothing. */
    void countCall(Session session, ContactReport report, @Nullable Category category, OpenSubject subject) {
        if (report.outcome() == ContactOutcome.CALLED && report.claim() == null && isCounted(category)) {
            add(session, report, subject);
        }
    }

    private void add(Session session, ContactReport report, OpenSubject subject) {
        LocalDate day =
                report.at().atZone(ZoneId.of(session.controller().timeZone())).toLocalDate();
        counts.add(session.context(), subject.id(), report, day);
    }

    private static boolean isCounted(@Nullable Category category) {
        return category == null || !UNCOUNTED.contains(category);
    }
}
