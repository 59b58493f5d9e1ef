// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Requests with the people they are about, whoever those have become since. */
@ApplicationScoped
class OpenRequests {

    private final Transactions transactions;
    private final RequestRows rows;
    private final Subjects subjects;
    private final SubjectDoor door;
    private final Catalogue catalogue;

    OpenRequests(
            Transactions transactions, RequestRows rows, Subjects subjects, SubjectDoor door, Catalogue catalogue) {
        this.transactions = transactions;
        this.rows = rows;
        this.subjects = subjects;
        this.door = door;
        this.catalogue = catalogue;
    }

    /** A request and those of its people that there still are. */
    record Open(RequestRow row, List<OpenSubject> subjects) {}

    /** What is done with a request, its people's locks held. */
    @FunctionalInterface
    interface Handling {

        CommittedAnswer handle(CaptureContext context, Open open);
    }

    /** Returns a request of the caller's controllers; any other looks as if there were none. */
    RequestRow find(Caller caller, UUID id) {
        return transactions
                .read(caller.tenant(), () -> rows.find(caller.tenant(), id))
                .filter(row -> caller.controllers().contains(row.controller()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /**
     * Runs the handling once for the claim; throws MANDATE_OUT_OF_SCOPE without a mandate in force, VERSION_CONFLICT when its people were merged or
     * split at this very moment.
     */
    Answer once(Caller caller, UUID id, IdempotencyClaim claim, Handling handling) {
        Set<SubjectId> people = people(caller, id);
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), people);
        return transactions.captureOnce(
                scope, claim, context -> handling.handle(context, open(context, caller, id, people)));
    }

    /** Runs the handling, each time it is asked; throws as {@link #once}. */
    <T> T handle(Caller caller, UUID id, BiFunction<CaptureContext, Open, T> handling) {
        Set<SubjectId> people = people(caller, id);
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), people);
        return transactions.capture(scope, context -> handling.apply(context, open(context, caller, id, people)));
    }

    private Set<SubjectId> people(Caller caller, UUID id) {
        RequestRow seen = find(caller, id);
        return transactions.read(caller.tenant(), () -> now(caller.tenant(), seen));
    }

    private Open open(CaptureContext context, Caller caller, UUID id, Set<SubjectId> people) {
        TenantId tenant = caller.tenant();
        RequestRow row = rows.find(tenant, id).orElseThrow();
        door.require(caller, controller(tenant, row), MandateRight.ERASE, context.recordedAt());
        if (!now(tenant, row).equals(people)) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
        List<OpenSubject> open = new ArrayList<>();
        people.forEach(person -> subjects.open(tenant, person).ifPresent(open::add));
        return new Open(row, open);
    }

    /** Throws CONTROLLER_CLOSED once the controller has left: a request is answered then too, but nothing is let go. */
    void requireOpen(CaptureContext context, RequestRow row) {
        controller(context.tenant(), row).requireOpen(context.recordedAt());
    }

    private Controller controller(TenantId tenant, RequestRow row) {
        return catalogue
                .controller(tenant, row.controller())
                .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN));
    }

    private Set<SubjectId> now(TenantId tenant, RequestRow row) {
        return row.subjects().stream()
                .map(subject -> subjects.survivor(tenant, subject))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    RequestRow complete(CaptureContext context, RequestRow row, Outcome outcome, Identity identity) {
        rows.complete(context.tenant(), row.id(), outcome, identity, context.recordedAt());
        return new RequestRow(
                row.id(),
                row.controller(),
                row.subjects(),
                row.kind(),
                identity,
                row.receivedAt(),
                row.dueAt(),
                outcome,
                context.recordedAt(),
                row.parted());
    }
}
