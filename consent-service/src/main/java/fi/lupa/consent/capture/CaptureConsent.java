// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records what a person chose, with its proof, in one transaction. */
@ApplicationScoped
class CaptureConsent {

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final Signals signals;
    private final Ids ids;

    CaptureConsent(
            Entrance entrance, Planning planning, PeopleFinder people, CaptureDesk desk, Signals signals, Ids ids) {
        this.signals = signals;
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.desk = desk;
        this.ids = ids;
    }

    /** Returns the answer, 201 with the records; throws the problem of a body that is refused, and then nothing is stored. */
    Answer capture(Caller caller, ConsentRequest request, IdempotencyClaim claim) {
        return capture(caller, request, claim, ActMemory.ANYWHERE);
    }

    /** Does the same for what came by a page of its own: an act without an {@code actId} is the same only where it came by the same page. */
    Answer capture(Caller caller, ConsentRequest request, IdempotencyClaim claim, String page) {
        return capture(caller, request, claim, page, context -> {});
    }

    /** Does the same if the guard lets it, which is asked once the locks are held and before anything is written. */
    Answer capture(
            Caller caller,
            ConsentRequest request,
            IdempotencyClaim claim,
            String page,
            Consumer<CaptureContext> guard) {
        caller.mayActFor(request.controller());
        entrance.check(request.capture());
        ContactRecorder.check(request.contact(), "/contact");
        return entrance.once(caller, request.controller(), request.recipient(), claim, session -> {
            guard.accept(session.context());
            return record(session, request, page);
        });
    }

    private CommittedAnswer record(Session session, ConsentRequest request, String page) {
        List<PlannedChoice> choices = planning.choices(session, request);
        FactView.Notice notice = planning.noticeOf(session, request.capture(), choices);
        Together first = new Together();
        BooleanSupplier known = desk.acts().known(session, request, page, first);
        session.context().numberWith(first);
        Supplier<Listed> listed = listed(session, choices, first);
        session.context().run(first);
        People found = people(session.storingLater(), request, choices);
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, known.getAsBoolean());
        Recording recording = desk.begin(session);
        PurposeCatalogue purposes = planning.purposes(session);
        if (request.contact() != null) {
            new ContactRecorder(session, recording, purposes, ids)
                    .record(
                            found.primary(),
                            request.contact(),
                            request.capture().at());
        }
        ChoiceRecorder.Means means = new ChoiceRecorder.Means(purposes, ids, ids.next(), listed.get());
        new ChoiceRecorder(session, found, Signals.asSignal(capture), recording, means)
                .signalled(signals.refusals(session, request.capture(), choices));
        Recorded recorded = new ChoiceRecorder(session, found, capture, recording, means).record(choices);
        return desk.close(session, found, recording, new CaptureDesk.Outcome(capture, recorded, means.receiptId()));
    }

    /** What is listed counts for permissions alone. */
    private Supplier<Listed> listed(Session session, List<PlannedChoice> choices, Together together) {
        boolean gives = choices.stream().anyMatch(choice -> choice.choice() == Choice.GIVEN);
        return gives ? people.listed(session, together) : () -> Listed.none(session);
    }

    private People people(Session session, ConsentRequest request, List<PlannedChoice> choices) {
        boolean prohibitions = Planning.onlyProhibitions(choices);
        if (!request.capture().byThePerson() && !prohibitions) {
            people.requireNotErased(session);
        }
        return people.find(
                session,
                identifier -> choices.stream()
                        .filter(choice -> choice.choice() == Choice.GIVEN)
                        .findFirst()
                        .filter(choice -> choice.reachedBy(identifier.type()))
                        .isPresent(),
                Linking.of(request.capture(), prohibitions));
    }
}
