// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.Asked;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Given;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Pending;
import fi.lupa.consent.permission.domain.PermissionFact;
import fi.lupa.consent.permission.domain.Prohibited;
import fi.lupa.consent.permission.domain.Prohibition;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.RecordState;
import fi.lupa.consent.permission.domain.Unprovable;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records the choices of one capture: a yes for the identifier it was given with, on its own subject; a no on every subject the
 * recipient stands for.
 */
final class ChoiceRecorder {

    private final Session session;
    private final People people;
    private final CaptureFacts capture;
    private final Recording recording;
    private final PurposeCatalogue purposes;
    private final Ids ids;
    private final UUID receiptId;
    private final Listed listed;
    private final Recorded recorded = new Recorded();

    ChoiceRecorder(Session session, People people, CaptureFacts capture, Recording recording, Means means) {
        this.session = session;
        this.people = people;
        this.capture = capture;
        this.recording = recording;
        this.purposes = means.purposes();
        this.ids = means.ids();
        this.receiptId = means.receiptId();
        this.listed = means.listed();
    }

    /** What it needs besides: rules, ids, the id of the receipt that covers it all, and which identifiers are listed. */
    record Means(PurposeCatalogue purposes, Ids ids, UUID receiptId, Listed listed) {}

    /** Records what a signal refuses, where nothing refuses it yet: a state changes, not each visit is told. */
    void signalled(List<PlannedChoice> refusals) {
        for (PlannedChoice refusal : refusals) {
            people.all().stream()
                    .filter(subject -> !refused(refusal, subject))
                    .forEach(subject -> prohibited(refusal, subject));
        }
    }

    private boolean refused(PlannedChoice choice, OpenSubject subject) {
        Set<Integer> refs = refs(choice, subject);
        return !refs.isEmpty()
                && refs.stream()
                        .map(ref -> subject.state().cell(choice.key(), ref))
                        .allMatch(cell -> cell.prohibition() != null && cell.permission() == null);
    }

    Recorded record(List<PlannedChoice> choices) {
        for (PlannedChoice choice : choices) {
            switch (choice.choice()) {
                case GIVEN -> given(choice);
                case REFUSED, WITHDRAWN -> people.all().forEach(subject -> prohibited(choice, subject));
                case NOT_ANSWERED -> asked(choice, people.primary());
            }
        }
        return recorded;
    }

    private void given(PlannedChoice choice) {
        for (OpenSubject subject : people.all()) {
            session.of(subject).stream()
                    .filter(identifier -> choice.reachedBy(identifier.type()))
                    .forEach(identifier -> given(choice, subject, identifier));
        }
    }

    private void given(PlannedChoice choice, OpenSubject subject, OwnIdentifier identifier) {
        UUID recordId = ids.next();
        Instant confirmBy = choice.purpose().confirmWithin().after(session.now());
        Given fact = new Given(
                recordId,
                choice.key(),
                identifier.ref(),
                identifier.type(),
                PurposeRulesReader.of(choice.purpose(), session.controller()),
                choice.request().terms(),
                capture.act(),
                confirmBy,
                listed.at(subject, identifier.ref()));
        PermissionFact told = Signals.defect(capture.request(), choice.channel())
                .<PermissionFact>map(defect -> new Unprovable(fact, defect))
                .orElse(fact);
        Effect effect = recording.fold(subject, told, purposes);
        boolean waits = effect.state() == RecordState.PENDING_CONFIRMATION;
        if (effect.effective() || waits) {
            due(choice, subject, recordId, waits ? confirmBy : null);
        }
        tell(
                subject,
                choice,
                new Line(recordId, effect, identifier.ref(), identifier.type(), waits ? confirmBy : null));
        if (waits) {
            recorded.add(waiting(choice, subject, identifier));
        }
    }

    /** What the address has to confirm: this record, or the earlier one that it already was asked for. */
    private static Waiting waiting(PlannedChoice choice, OpenSubject subject, OwnIdentifier identifier) {
        Pending pending = subject.state().cell(choice.key(), identifier.ref()).pending();
        Objects.requireNonNull(pending);
        Instant until = Objects.requireNonNull(pending.expiresAt());
        return new Waiting(subject, identifier, pending.recordId(), choice, until, pending.recordedAt());
    }

    /** Notes when the record runs out of time: its confirmation's, otherwise its purpose's validity. */
    private void due(PlannedChoice choice, OpenSubject subject, UUID recordId, @Nullable Instant confirmBy) {
        LifeTime validity = choice.purpose().validity();
        ZoneId zone = ZoneId.of(session.controller().timeZone());
        if (confirmBy != null) {
            recording.due(subject, recordId, confirmBy);
        } else if (validity != null) {
            recording.due(subject, recordId, validity.after(capture.act().effectiveAt(), zone));
        }
    }

    private void prohibited(PlannedChoice choice, OpenSubject subject) {
        UUID recordId = ids.next();
        Prohibition.Kind kind = Prohibition.Kind.valueOf(choice.choice().name());
        Set<Integer> refs = refs(choice, subject);
        Instant doNotAskBefore = choice.request().doNotAskBefore();
        fold(choice, subject, new Prohibited(recordId, kind, choice.key(), refs, doNotAskBefore, capture.act()), refs);
    }

    private void asked(PlannedChoice choice, OpenSubject subject) {
        Set<Integer> refs = refs(choice, subject);
        fold(choice, subject, new Asked(ids.next(), choice.key(), refs, capture.act()), refs);
    }

    private void fold(PlannedChoice choice, OpenSubject subject, PermissionFact fact, Set<Integer> refs) {
        Effect effect = recording.fold(subject, fact, purposes);
        UUID recordId = fact instanceof Prohibited no ? no.recordId() : ((Asked) fact).recordId();
        @Nullable Integer one = refs.size() == 1 ? refs.iterator().next() : null;
        tell(subject, choice, new Line(recordId, effect, one, type(subject, refs), null));
    }

    /** The capture's own identifiers of the channel's type; failing these all that the subject has; failing these none: the whole person. */
    private Set<Integer> refs(PlannedChoice choice, OpenSubject subject) {
        Set<Integer> named = new HashSet<>();
        session.of(subject).stream()
                .filter(identifier -> choice.reachedBy(identifier.type()))
                .forEach(identifier -> named.add(identifier.ref()));
        return named.isEmpty() ? subject.refs(choice::reachedBy) : named;
    }

    private static @Nullable IdentifierType type(OpenSubject subject, Set<Integer> refs) {
        Set<IdentifierType> types = new HashSet<>();
        subject.identifiers().stream()
                .filter(held -> refs.contains(held.ref()))
                .forEach(held -> types.add(held.type()));
        return types.size() == 1 ? types.iterator().next() : null;
    }

    /** One record as it is told. */
    private record Line(
            UUID recordId,
            Effect effect,
            @Nullable Integer ref,
            @Nullable IdentifierType type,
            @Nullable Instant expiresAt) {}

    private void tell(OpenSubject subject, PlannedChoice choice, Line line) {
        List<PersonalField> personal = new ArrayList<>(capture.personal());
        session.of(subject).forEach(identifier -> personal.add(identifier.field()));
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.of(line.effect().state()),
                capture.act().at(),
                consent(choice, line),
                null,
                null,
                null,
                capture.part(),
                personal);
        recording.tell(subject, draft, new ConsentRow(receiptId, line.ref(), null));
        recorded.add(RecordView.of(line.recordId(), choice, line.effect()));
    }

    private FactView.Consent consent(PlannedChoice choice, Line line) {
        ChoiceRequest request = choice.request();
        return new FactView.Consent(
                line.recordId(),
                choice.purpose().key(),
                choice.purpose().version(),
                choice.channel(),
                line.type(),
                choice.choice(),
                line.effect().state(),
                line.effect().effective(),
                line.effect().because(),
                FactView.Consent.BASIS,
                request.topics(),
                request.offerOwners(),
                request.disclosedTo(),
                request.explicit(),
                request.doNotAskBefore(),
                line.expiresAt(),
                capture.notice());
    }
}
