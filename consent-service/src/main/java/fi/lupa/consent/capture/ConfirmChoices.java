// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows and confirms what a link was sent for. Only what still waits is confirmed: a withdrawal or an objection in between stands, and a
 * second press changes nothing.
 */
@ApplicationScoped
class ConfirmChoices {

    private static final int TIMES = 4;

    private final Transactions transactions;
    private final ConfirmationTokens tokens;
    private final WaitingRecords records;
    private final Subjects subjects;
    private final Catalogue catalogue;
    private final ConfirmationRecorder recorder;

    ConfirmChoices(
            Transactions transactions,
            ConfirmationTokens tokens,
            WaitingRecords records,
            Subjects subjects,
            Catalogue catalogue,
            ConfirmationRecorder recorder) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.records = records;
        this.subjects = subjects;
        this.catalogue = catalogue;
        this.recorder = recorder;
    }

    /** Returns what the link is good for; changes nothing. */
    LinkView show(String link, Language otherwise) {
        Optional<ConfirmationToken> token = tokens.read(link);
        if (token.isEmpty()) {
            return LinkView.unknown(otherwise);
        }
        return transactions.read(token.get().tenant(), () -> look(token.get(), recorder.now())
                .map(found -> view(found, found.status()))
                .orElseGet(() -> LinkView.unknown(otherwise)));
    }

    /** Confirms what still waits and returns what came of it. */
    LinkView confirm(String link, Language otherwise) {
        Optional<ConfirmationToken> token = tokens.read(link);
        if (token.isEmpty()) {
            return LinkView.unknown(otherwise);
        }
        ConfirmationToken secret = token.get();
        for (int time = 1; time < TIMES; time++) {
            Optional<LinkView> view = confirmNow(secret, otherwise);
            if (view.isPresent()) {
                return view.get();
            }
        }
        throw new ProblemException(ProblemCode.VERSION_CONFLICT);
    }

    /** Nothing if the address went to somebody else between finding them and holding their lock. */
    private Optional<LinkView> confirmNow(ConfirmationToken secret, Language otherwise) {
        SubjectId owner = transactions.read(secret.tenant(), () -> owner(secret));
        CaptureScope scope = CaptureScope.ofSubjects(secret.tenant(), Set.of(owner));
        return transactions.capture(scope, context -> {
            if (!owner(secret).equals(owner)) {
                return Optional.empty();
            }
            Optional<Found> found = look(secret, context.recordedAt());
            if (found.isEmpty()) {
                return Optional.of(LinkView.unknown(otherwise));
            }
            Found open = found.get();
            boolean confirmed = open.status() == LinkStatus.OPEN
                    && recorder.record(context, open.subject(), open.controller(), open.waiting());
            return Optional.of(view(open, confirmed ? LinkStatus.CONFIRMED : closed(open.status())));
        });
    }

    /** Who has the address now: one link asks one address. */
    private SubjectId owner(ConfirmationToken token) {
        return records.find(token).stream()
                .map(WaitingRecord::subject)
                .findFirst()
                .orElse(token.subject());
    }

    private static LinkStatus closed(LinkStatus status) {
        return status == LinkStatus.OPEN ? LinkStatus.OVER : status;
    }

    /** A link whose subject and records are on file. */
    private record Found(
            OpenSubject subject,
            Controller controller,
            List<WaitingRecord> all,
            Map<WaitingRecord, Purpose> waiting,
            LinkStatus status) {}

    private Optional<Found> look(ConfirmationToken token, Instant now) {
        List<WaitingRecord> all = records.find(token);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<OpenSubject> subject = subjects.open(token.tenant(), all.get(0).subject());
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        return catalogue.controller(token.tenant(), all.get(0).controller()).map(controller -> {
            Map<WaitingRecord, Purpose> waiting =
                    recorder.standing(token.tenant(), subject.get(), controller, all, now);
            return new Found(subject.get(), controller, all, waiting, status(subject.get(), all, waiting));
        });
    }

    private static LinkStatus status(
            OpenSubject subject, List<WaitingRecord> all, Map<WaitingRecord, Purpose> waiting) {
        if (!waiting.isEmpty()) {
            return LinkStatus.OPEN;
        }
        return all.stream().anyMatch(record -> ConfirmationRecorder.confirmed(subject, record))
                ? LinkStatus.ALREADY_CONFIRMED
                : LinkStatus.OVER;
    }

    private LinkView view(Found found, LinkStatus status) {
        WaitingRecord first = found.all().get(0);
        FactView.Notice notice = first.consent().notice();
        Language language = Language.of(notice == null ? null : notice.language());
        List<String> titles = found.all().stream()
                .map(record -> title(found, record, language))
                .distinct()
                .toList();
        return new LinkView(status, language, found.controller().legalName(), titles);
    }

    private static String title(Found found, WaitingRecord record, Language language) {
        Purpose purpose = found.waiting().get(record);
        return purpose == null ? record.purpose() : language.pick(purpose.title(), purpose.key());
    }
}
