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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records the rows of one block, one after the other: a later row finds what an earlier one said. Valid inside the transaction only. */
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
    private final Set<UUID> told = new HashSet<>();

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

    /** Returns what became of the row; throws the problem of a row that is refused, and then nothing of it is recorded. */
    ImportedLine record(ImportedRow row, Recipient recipient) {
        Session session =
                new Session(context, caller, controller, recipient, tools.whom().organisations());
        ImportedWords words = new ImportedWords(row);
        ConsentRequest request = words.request(controller.key(), context.recordedAt());
        CaptureChecks.check(request.capture(), context.recordedAt());
        List<PlannedChoice> choices = planning.choices(session, request);
        FactView.Notice notice = planning.noticeOf(session, request.capture(), choices);
        Optional<OpenSubject> known = people.known(recipient);
        if (isErased(recipient, known)) {
            return line(row, ImportedLine.Result.ERASED, ProblemCode.IDENTIFIER_ERASED.name());
        }
        boolean again = tools.acts().known(session, request.capture(), request);
        if (again && known.isPresent()) {
            Optional<ImportedLine> same = again(row, session, known.get(), choices, words.saidAt());
            if (same.isPresent()) {
                return same.get();
            }
        }
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, again);
        Recorded recorded = tell(session, capture, choices);
        return outcome(row, recorded, words);
    }

    private Recorded tell(Session session, CaptureFacts capture, List<PlannedChoice> choices) {
        OpenSubject subject = people.require(session.recipient());
        UUID receipt = tools.ids().next();
        PurposeCatalogue purposes = planning.purposes(session);
        ChoiceRecorder.Means means =
                new ChoiceRecorder.Means(purposes, tools.ids(), receipt, new Listed(session, listed));
        Recorded recorded = new ChoiceRecorder(
                        session, new People(subject, List.of(subject)), capture, recording, means)
                .record(choices);
        FactView.Notice notice = capture.notice();
        @Nullable String language = notice == null ? null : notice.language();
        List<UUID> events = recording.said().stream().filter(told::add).toList();
        receipts.add(new ReceiptRegister.Covered(receipt, subject.id(), controller.key(), language, events));
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

    /** Stores what was recorded of all rows. */
    void close() {
        receipts.forEach(receipt -> tools.whom().receipts().keep(context, receipt));
        recording.close();
    }
}
