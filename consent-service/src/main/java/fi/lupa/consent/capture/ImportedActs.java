// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.Because;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.RecordState;
import fi.lupa.consent.receipt.ReceiptRegister;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records the rows of one block: first each is read and checked, then their acts are remembered all at once, then one after the other is told, so that
 * a later row finds what an earlier one said. Nothing is stored before {@link #close}, acts apart. Valid inside the transaction only.
 */
final class ImportedActs {

    private final ImportTools tools;
    private final Planning planning;
    private final CaptureContext context;
    private final Caller caller;
    private final Controller controller;
    private final ImportedPeople people;
    private final Map<IdentifierKey, Instant> erased;
    private final Map<IdentifierKey, Instant> listed;
    private final Recording recording;
    private final List<ReceiptRegister.Covered> receipts = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final Map<OpenSubject, List<Integer>> lines = new LinkedHashMap<>();

    ImportedActs(
            ImportTools tools,
            CaptureContext context,
            Caller caller,
            Controller controller,
            Collection<IdentifierKey> keys) {
        this.tools = tools;
        planning = tools.planning();
        this.context = context;
        this.caller = caller;
        this.controller = controller;
        people = new ImportedPeople(tools.whom().subjects(), context, controller.identityDomain());
        ListName gone = ListName.erased(controller.identityDomain());
        ListName own = ListName.own(controller.key());
        erased = tools.whom().suppressions().since(context.tenant(), List.of(gone), keys);
        listed = tools.whom().suppressions().since(context.tenant(), List.of(gone, own), keys);
        recording = tools.facts().begin(context, caller.client(), controller.key());
    }

    /** One row that can be recorded. */
    private record Planned(
            ImportedRow row,
            ImportedWords words,
            Session session,
            ConsentRequest request,
            List<PlannedChoice> choices,
            FactView.@Nullable Notice notice) {}

    /** Rows whose person's state would grow beyond what can be published. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<Integer> lines;

        TooLargeException(List<Integer> lines) {
            super("a state is too large", null, false, false);
            this.lines = List.copyOf(lines);
        }

        List<Integer> lines() {
            return lines;
        }
    }

    /** Reads and checks a row. Returns what became of one of which nothing is kept; throws the problem of a row that is refused. */
    Optional<ImportedLine> plan(ImportedRow row, Recipient recipient) {
        Session session =
                new Session(context, caller, controller, recipient, tools.whom().organisations(), false);
        ImportedWords words = new ImportedWords(row);
        ConsentRequest request = words.request(controller.key(), context.recordedAt());
        CaptureChecks.check(request.capture(), context.recordedAt());
        List<PlannedChoice> choices = planning.choices(session, request);
        FactView.Notice notice = planning.noticeOf(session, request.capture(), choices);
        if (isErased(recipient, people.known(recipient))) {
            return Optional.of(line(row, ImportedLine.Result.ERASED, ProblemCode.IDENTIFIER_ERASED.name()));
        }
        planned.add(new Planned(row, words, session, request, choices, notice));
        return Optional.empty();
    }

    /** Records what was planned, in its order, and returns what became of each. */
    List<ImportedLine> record() {
        if (planned.isEmpty()) {
            return List.of();
        }
        List<Boolean> again = tools.acts()
                .allKnown(
                        planned.get(0).session(),
                        planned.stream().map(Planned::request).toList());
        List<ImportedLine> done = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            done.add(record(planned.get(i), again.get(i)));
        }
        return done;
    }

    private ImportedLine record(Planned one, boolean again) {
        Optional<OpenSubject> known = people.known(one.session().recipient());
        if (again && known.isPresent()) {
            Optional<ImportedLine> same = again(
                    one.row(),
                    one.session(),
                    known.get(),
                    one.choices(),
                    one.words().saidAt());
            if (same.isPresent()) {
                return same.get();
            }
        }
        CaptureFacts capture = CaptureFacts.of(one.session(), one.request().capture(), one.notice(), again);
        return outcome(one.row(), tell(one, capture), one.words());
    }

    private Recorded tell(Planned one, CaptureFacts capture) {
        OpenSubject subject = people.require(one.session().recipient());
        UUID receipt = tools.ids().next();
        PurposeCatalogue purposes = planning.purposes(one.session());
        ChoiceRecorder.Means means =
                new ChoiceRecorder.Means(purposes, tools.ids(), receipt, new Listed(one.session(), listed));
        int before = recording.count();
        Recorded recorded = new ChoiceRecorder(
                        one.session(), new People(subject, List.of(subject)), capture, recording, means)
                .record(one.choices());
        FactView.Notice notice = capture.notice();
        @Nullable String language = notice == null ? null : notice.language();
        receipts.add(new ReceiptRegister.Covered(
                receipt, subject.id(), controller.key(), language, recording.saidSince(before)));
        lines.computeIfAbsent(subject, key -> new ArrayList<>()).add(one.row().line());
        return recorded;
    }

    /** Who was erased is back by an act of their own alone, one that shows control of the identifier. */
    private boolean isErased(Recipient recipient, Optional<OpenSubject> known) {
        RecipientIdentifier identifier = recipient.identifiers().get(0);
        boolean back = known.stream()
                .flatMap(subject -> subject.state().choices().stream())
                .map(Cell::permission)
                .anyMatch(
                        permission -> permission != null && permission.method().showsControl(identifier.type()));
        return !back && identifier.keys().stream().anyMatch(erased::containsKey);
    }

    /** A row that the client has sent before says nothing new: a yes never counts twice, a no only where it does not stand any more. */
    private Optional<ImportedLine> again(
            ImportedRow row, Session session, OpenSubject subject, List<PlannedChoice> choices, Instant saidAt) {
        List<Cell> cells = choices.stream()
                .flatMap(choice ->
                        session.of(subject).stream().map(own -> subject.state().cell(choice.key(), own.ref())))
                .toList();
        if (choices.stream().anyMatch(choice -> choice.choice() == Choice.GIVEN)) {
            boolean stands = cells.stream().anyMatch(ImportedActs::holds);
            return Optional.of(line(
                    row,
                    stands ? ImportedLine.Result.STORED : ImportedLine.Result.BLOCKED_BY_PROHIBITION,
                    "ALREADY_IMPORTED"));
        }
        boolean stands = !cells.isEmpty() && cells.stream().allMatch(cell -> refuses(cell, saidAt));
        return stands ? Optional.of(line(row, ImportedLine.Result.STORED, "ALREADY_IMPORTED")) : Optional.empty();
    }

    private static boolean holds(Cell cell) {
        Permission permission = cell.permission();
        return permission != null && permission.expiredAt() == null;
    }

    private static boolean refuses(Cell cell, Instant at) {
        return cell.permission() == null
                && cell.prohibition() != null
                && !cell.prohibition().at().isBefore(at);
    }

    private static ImportedLine outcome(ImportedRow row, Recorded recorded, ImportedWords words) {
        RecordView first = recorded.records().get(0);
        Because because = first.because();
        if (first.state() == RecordState.NOT_DEMONSTRABLE) {
            return line(
                    row, ImportedLine.Result.NOT_DEMONSTRABLE, words.missing().orElse("METHOD"));
        }
        if (because == Because.LATER_PROHIBITION || because == Because.REPLAYED_ACT) {
            return line(row, ImportedLine.Result.BLOCKED_BY_PROHIBITION, because.name());
        }
        return line(row, ImportedLine.Result.STORED, because == null ? null : because.name());
    }

    private static ImportedLine line(ImportedRow row, ImportedLine.Result result, @Nullable String code) {
        return new ImportedLine(row.line(), result, code);
    }

    /** Stores what was recorded of all rows; throws TooLargeException, and then the transaction must not be committed. */
    void close() {
        lines.forEach((subject, rows) -> {
            if (!tools.whom().subjects().fits(context, subject)) {
                throw new TooLargeException(rows);
            }
        });
        recording.close();
        tools.whom().receipts().keep(context, receipts);
    }
}
