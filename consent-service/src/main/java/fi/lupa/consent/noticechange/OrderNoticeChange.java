// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.ChangeClass;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.catalogue.NoticeVersion;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes orders to tell people of a changed notice, shows how far they are and stops them. */
@ApplicationScoped
class OrderNoticeChange {

    private static final Logger LOG = Logger.getLogger(OrderNoticeChange.class);
    private static final int ACCEPTED = 202;

    private final Transactions transactions;
    private final ChangedTexts texts;
    private final NoticeChangeRows rows;
    private final PersonRows people;
    private final Authority authority;
    private final Means means;

    OrderNoticeChange(
            Transactions transactions,
            ChangedTexts texts,
            NoticeChangeRows rows,
            PersonRows people,
            Authority authority,
            Means means) {
        this.transactions = transactions;
        this.texts = texts;
        this.rows = rows;
        this.people = people;
        this.authority = authority;
        this.means = means;
    }

    /** Who may order. */
    @ApplicationScoped
    static class Authority {

        private final Catalogue catalogue;
        private final SubjectDoor door;

        Authority(Catalogue catalogue, SubjectDoor door) {
            this.catalogue = catalogue;
            this.door = door;
        }

        /** Throws CALLER_NOT_AUTHORISED or MANDATE_OUT_OF_SCOPE unless the caller may write notices of each of the controllers. */
        void require(Caller caller, Iterable<String> controllers, Instant now) {
            for (String key : controllers) {
                caller.mayActFor(key);
                door.require(
                        caller,
                        catalogue
                                .controller(caller.tenant(), key)
                                .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN)),
                        MandateRight.CATALOGUE,
                        now);
            }
        }
    }

    /** What the use case needs besides. */
    @ApplicationScoped
    static class Means {

        private final Answers answers;
        private final Ids ids;

        Means(Answers answers, Ids ids) {
            this.answers = answers;
            this.ids = ids;
        }

        UUID nextId() {
            return ids.next();
        }

        Answer accepted(NoticeChangeView view) {
            return answers.json(ACCEPTED, "/v1/notice-changes/" + view.id(), view);
        }
    }

    /** Returns 202; throws NOTICE_VERSION_UNKNOWN, INVALID_VALUE unless the version is MATERIAL, or that the caller may not. */
    Answer order(Caller caller, NoticeChangeBody body, IdempotencyClaim claim) {
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), List.of());
        return transactions.captureOnce(scope, claim, context -> {
            NoticeVersion version = texts.find(caller.tenant(), body.notice(), body.version())
                    .map(found -> found.words().version())
                    .orElseThrow(() -> ProblemException.at(ProblemCode.NOTICE_VERSION_UNKNOWN, "/version", "UNKNOWN"));
            authority.require(caller, version.controllers(), context.recordedAt());
            if (version.changeClass() != ChangeClass.MATERIAL) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, "/version", "NOT_MATERIAL");
            }
            NoticeChange change = ordered(context, caller, version, body.onlyCounts());
            NoticeChangeView view = NoticeChangeView.of(change, people.counts(caller.tenant(), change.id()));
            return new CommittedAnswer(means.accepted(view), null);
        });
    }

    /** A version has one order: said again it is the same, and goes on if it was stopped. */
    private NoticeChange ordered(CaptureContext context, Caller caller, NoticeVersion version, boolean dryRun) {
        NoticeChange made = new NoticeChange(
                means.nextId(),
                version.id(),
                version.version(),
                version.controllers(),
                dryRun,
                context.recordedAt(),
                version.effectiveFrom(),
                dryRun ? NoticeChange.Stage.LISTING : NoticeChange.Stage.WAITING,
                NoticeChange.START,
                0);
        boolean isNew = rows.insert(caller.tenant(), made, caller.client());
        if (isNew) {
            LOG.infof(
                    "Notice change ordered: change=%s notice=%s version=%s dryRun=%s",
                    made.id(), made.notice(), made.version(), dryRun);
            return made;
        }
        NoticeChange known = rows.ofVersion(caller.tenant(), version.id(), version.version())
                .orElseThrow(() -> new IllegalStateException("an order is there and is not"));
        if (known.stage() != NoticeChange.Stage.CANCELLED) {
            return known;
        }
        NoticeChange again = known.at(NoticeChange.Stage.WAITING, NoticeChange.START, 0);
        rows.advance(caller.tenant(), again);
        return again;
    }

    /** Returns an order of the caller's controllers; throws NOT_FOUND. */
    NoticeChangeView find(Caller caller, UUID id) {
        return transactions.read(caller.tenant(), () -> view(caller, id));
    }

    /** Stops an order: at most the mails that are being sent still go out. One that is done stays done. */
    NoticeChangeView cancel(Caller caller, UUID id) {
        NoticeChange known = transactions.read(caller.tenant(), () -> own(caller, id));
        return transactions.write(caller.tenant(), List.of(Transactions.lockNamed(known.lock())), () -> {
            NoticeChange change = own(caller, id);
            if (!change.isOver()) {
                rows.advance(
                        caller.tenant(), change.at(NoticeChange.Stage.CANCELLED, change.listedTo(), change.found()));
                LOG.infof("Notice change cancelled: change=%s", id);
            }
            return view(caller, id);
        });
    }

    private NoticeChangeView view(Caller caller, UUID id) {
        return NoticeChangeView.of(own(caller, id), people.counts(caller.tenant(), id));
    }

    private NoticeChange own(Caller caller, UUID id) {
        return rows.find(caller.tenant(), id)
                .filter(found -> caller.controllers().containsAll(found.controllers()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}
