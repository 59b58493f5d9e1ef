// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records that somebody received something about somebody; what should have been told to the recipient since then is told at once. */
@ApplicationScoped
class RecordDisclosure {

    static final String FACT = "disclosure.recorded";
    static final String PART = "disclosure";
    private static final Logger LOG = Logger.getLogger(RecordDisclosure.class);
    private static final int CREATED = 201;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final SubjectDoor door;
    private final KnownRecipients known;
    private final OtherFacts facts;
    private final LedgerRows rows;
    private final OpenNotices notices;
    private final Means means;

    RecordDisclosure(
            SubjectDoor door,
            KnownRecipients known,
            OtherFacts facts,
            LedgerRows rows,
            OpenNotices notices,
            Means means) {
        this.door = door;
        this.known = known;
        this.facts = facts;
        this.rows = rows;
        this.notices = notices;
        this.means = means;
    }

    /** What the use case needs besides. */
    @ApplicationScoped
    static class Means {

        private final Journal journal;
        private final Answers answers;
        private final RevisionTokens tokens;
        private final Ids ids;

        Means(Journal journal, Answers answers, RevisionTokens tokens, Ids ids) {
            this.journal = journal;
            this.answers = answers;
            this.tokens = tokens;
            this.ids = ids;
        }

        UUID id() {
            return ids.next();
        }

        void append(List<JournalEntry> told) {
            if (!told.isEmpty()) {
                journal.append(told);
            }
        }

        CommittedAnswer created(CaptureContext context, UUID id, int told) {
            RevisionToken revision = new RevisionToken(context.tenant(), context.epoch(), context.xid());
            return new CommittedAnswer(
                    answers.json(CREATED, null, new RecordedView(id, told, tokens.mint(revision))), null);
        }
    }

    /**
     * The answer.
     *
     * @param told how many things the recipient is told at once, because they happened between the disclosure and its record
     */
    record RecordedView(UUID id, int told, String revision) {}

    /** Returns 201; throws INVALID_VALUE, PURPOSE_UNKNOWN, MANDATE_OUT_OF_SCOPE, IDENTIFIER_ERASED or CAPTURE_TIME_IN_FUTURE. */
    Answer record(Caller caller, DisclosureBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        body.check();
        return door.once(caller, body.controller(), body.recipient(), claim, visit -> record(visit, body));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, DisclosureBody body) {
        CaptureContext context = visit.context();
        Instant now = context.recordedAt();
        visit.controller().requireOpen(now);
        if (body.at().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, "/at", "IN_FUTURE");
        }
        door.require(visit.caller(), visit.controller(), MandateRight.EXPORT, now);
        known.require(visit, body);
        LedgerEntry entry = LedgerEntry.of(means.id(), body);
        rows.keep(context.tenant(), entry, visit.caller().client(), now);
        OtherFacts.Telling telling = facts.begin(context, visit.caller().client(), body.controller());
        for (OpenSubject subject : visit.people()) {
            rows.about(context.tenant(), entry.id(), subject.id());
            telling.note(
                    subject,
                    FACT,
                    PART,
                    DisclosurePart.of(entry),
                    visit.identifiers().of(subject));
        }
        telling.close();
        int told = tellLate(visit, body, entry);
        LOG.infof("Disclosure recorded: disclosure=%s controller=%s told=%d", entry.id(), entry.controller(), told);
        return means.created(context, entry.id(), told);
    }

    private int tellLate(SubjectDoor.Visit visit, DisclosureBody body, LedgerEntry entry) {
        CaptureContext context = visit.context();
        OpenSubject first = visit.people().get(0);
        Set<About> late = EnumSet.noneOf(About.class);
        visit.people().forEach(subject -> late.addAll(LateNews.of(subject, body, context.recordedAt())));
        OpenNotices.Place place = new OpenNotices.Place(context.tenant(), context.epoch(), context.recordedAt());
        List<JournalEntry> told = new ArrayList<>();
        for (About about : late) {
            Cause cause =
                    new Cause(entry.id(), first.id(), first.domain(), body.controller(), about, body.purpose(), false);
            told.add(notices.open(place, cause, body.controller(), body.disclosedTo(), List.of(entry.id()), null));
        }
        means.append(told);
        return told.size();
    }
}
