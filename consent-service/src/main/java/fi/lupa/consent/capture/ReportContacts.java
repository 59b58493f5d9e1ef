// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.suppression.Entry;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Reason;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemLanguage;
import fi.lupa.platform.problem.ProblemView;
import fi.lupa.platform.problem.TraceIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in what became of contacts, each by itself: one that is refused does not hold up a stop. */
@ApplicationScoped
class ReportContacts {

    private static final int MOST = 1_000;
    private static final int LONGEST_CLAIM = 100;
    private static final Map<ContactOutcome, Reason> REASONS = Map.of(
            ContactOutcome.HARD_BOUNCE, Reason.HARD_BOUNCE,
            ContactOutcome.COMPLAINT, Reason.COMPLAINT);

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final SentCounts counts;
    private final Means means;

    ReportContacts(
            Entrance entrance,
            Planning planning,
            PeopleFinder people,
            CaptureDesk desk,
            SentCounts counts,
            Means means) {
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.desk = desk;
        this.counts = counts;
        this.means = means;
    }

    /** What the use case needs besides. */
    @ApplicationScoped
    static class Means {

        private final Catalogue catalogue;
        private final Suppressions suppressions;
        private final Ids ids;
        private final InstantSource clock;

        Means(Catalogue catalogue, Suppressions suppressions, Ids ids, InstantSource clock) {
            this.suppressions = suppressions;
            this.catalogue = catalogue;
            this.ids = ids;
            this.clock = clock;
        }

        Catalogue catalogue() {
            return catalogue;
        }

        Ids ids() {
            return ids;
        }

        /** Who complains, and an address that takes no mail, go on the controller's own list, whatever else is on record. */
        void spare(Session session, ContactOutcome outcome) {
            Reason reason = REASONS.get(outcome);
            if (reason != null) {
                List<Entry> entries = session.recipient().identifiers().stream()
                        .map(identifier -> new Entry(identifier.current(), reason))
                        .toList();
                ListName list = ListName.own(session.controller().key());
                suppressions.add(session.context().tenant(), list, entries, session.now());
            }
        }

        Instant now() {
            return clock.instant();
        }
    }

    /** What came of one report: the status and body it would have had alone. */
    record Result(int status, @JsonRawValue String body) {}

    /** The results in the order of the reports. */
    record Results(List<Result> results) {}

    Results report(Caller caller, List<ContactReport> reports, Optional<IdempotencyClaim> claim) {
        if (reports.isEmpty() || reports.size() > MOST || reports.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_1_TO_1000_REPORTS");
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            int index = i;
            results.add(one(caller, reports.get(i), claim.map(all -> all.part(index))));
        }
        return new Results(results);
    }

    private Result one(Caller caller, ContactReport report, Optional<IdempotencyClaim> claim) {
        try {
            check(caller, report);
            Answer answer = entrance.write(
                    caller,
                    report.controller(),
                    List.of(report.recipient()),
                    claim,
                    session -> record(session, report));
            return new Result(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ProblemException refused) {
            ProblemCode code = refused.code();
            String body = ProblemView.of(code, ProblemLanguage.EN, TraceIds.current(), refused.errors())
                    .toJson();
            return new Result(code.status(), body);
        }
    }

    private void check(Caller caller, ContactReport report) {
        caller.mayActFor(report.controller());
        CaptureChecks.notInFuture(report.at(), means.now(), "/at");
        CaptureChecks.text(report.claim(), LONGEST_CLAIM, "/claim");
        if (report.purpose() != null) {
            CaptureChecks.names(List.of(report.purpose()), "/purpose");
        }
    }

    private CommittedAnswer record(Session session, ContactReport report) {
        if (report.outcome() == ContactOutcome.SENT) {
            return counts.count(session, report, category(session, report), desk.revision(session));
        }
        if (!report.outcome().prohibits() && !people.isKnown(session)) {
            session.requireOpen();
        }
        People found = people.find(session, identifier -> true);
        means.spare(session, report.outcome());
        Recording recording = desk.begin(session);
        ReportRecorder recorder =
                new ReportRecorder(session, recording, planning.purposes(session), means.ids(), report);
        Category category = category(session, report);
        for (OpenSubject subject : found.all()) {
            recorder.record(subject, category);
            counts.countCall(session, report, category, subject);
        }
        return desk.closeQuietly(session, found, recording);
    }

    private @Nullable Category category(Session session, ContactReport report) {
        return Optional.ofNullable(report.purpose())
                .flatMap(key -> means.catalogue().purpose(session.context().tenant(), report.controller(), key))
                .map(Purpose::category)
                .orElse(null);
    }
}
