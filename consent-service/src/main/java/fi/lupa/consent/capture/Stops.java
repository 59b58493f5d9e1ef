// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.PreferenceView;
import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Objected;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Preference;
import fi.lupa.consent.permission.domain.Preferred;
import fi.lupa.consent.permission.domain.Prohibited;
import fi.lupa.consent.permission.domain.Prohibition;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.Stop;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records stops that reach us by ways of our own, without a client's capture: a link in a mail, a mailbox, a carrier's report. */
@ApplicationScoped
public class Stops {

    private static final PurposeCatalogue NO_RULES = (controller, purpose) -> Optional.empty();

    private final FactWriter facts;
    private final Ids ids;

    Stops(FactWriter facts, Ids ids) {
        this.facts = facts;
        this.ids = ids;
    }

    /**
     * Where a stop came from.
     *
     * @param client by which client, or {@code lupa} when none stood between
     * @param evidence what proves it; for the vault
     */
    public record Origin(
            CaptureContext context,
            Controller controller,
            String client,
            CaptureMethod method,
            Instant at,
            List<PersonalField> evidence) {

        /** Keeps a copy. */
        public Origin {
            evidence = List.copyOf(evidence);
        }

        Act act() {
            Instant now = context.recordedAt();
            return new Act(method, Actor.SUBJECT, at, now, null, ControlDefault.NONE, false, false, false, null);
        }

        FactView.CapturePart part() {
            return new FactView.CapturePart(method, Actor.SUBJECT, at, null, ControlDefault.NONE, false, false, false);
        }
    }

    /** Stops one purpose on one channel for one identifier; returns what that came to. */
    public Stop stop(Origin origin, OpenSubject subject, int ref, Purpose purpose, Channel channel) {
        return stop(origin, subject, Set.of(ref), purpose, channel);
    }

    /** Stops one purpose for identifiers of a subject; {@code channel} null: a purpose without channels. */
    public Stop stop(
            Origin origin, OpenSubject subject, Set<Integer> refs, Purpose purpose, @Nullable Channel channel) {
        ChoiceKey key = new ChoiceKey(origin.controller().key(), purpose.key(), channel);
        Set<Stop> wanted = refs.stream()
                .map(ref -> Stop.of(subject.state(), key, ref, origin.at()))
                .collect(Collectors.toSet());
        if (wanted.contains(Stop.WITHDRAW)) {
            withdraw(origin, subject, refs, purpose, key);
            return Stop.WITHDRAW;
        }
        boolean nothingNew = !refs.isEmpty() && wanted.equals(Set.of(Stop.NOTHING_NEW));
        if (nothingNew || !object(origin, subject, ObjectionScope.PURPOSE, channel, purpose.key())) {
            return Stop.NOTHING_NEW;
        }
        return Stop.OBJECT;
    }

    /** Records an objection, unless the very same one was made a moment ago; returns whether it was recorded. */
    public boolean object(
            Origin origin,
            OpenSubject subject,
            ObjectionScope scope,
            @Nullable Channel channel,
            @Nullable String purpose) {
        UUID id = ids.next();
        Instant now = origin.context().recordedAt();
        Objection said =
                new Objection(id, origin.controller().key(), scope, channel, purpose, null, origin.at(), now, null);
        if (subject.state().objections().stream()
                .anyMatch(standing -> said.repeats(standing) && Stop.covers(standing.at(), said.at()))) {
            return false;
        }
        Objection objection = subject.state().saidAgain(said);
        Recording recording = begin(origin);
        recording.fold(subject, new Objected(objection), NO_RULES);
        FactDraft draft = new FactDraft(
                id,
                FactKind.OBJECTION_RECORDED,
                origin.at(),
                null,
                ObjectionParts.of(objection),
                null,
                null,
                origin.part(),
                origin.evidence());
        recording.tell(subject, draft, null);
        recording.close();
        return true;
    }

    /** Holds contact back as the person wishes, and loosens nothing; returns whether anything is new. */
    public boolean hold(Origin origin, OpenSubject subject, Preference.Change change) {
        Optional<Preference> before = subject.state().wishes().preference(change.controller());
        Preferred fact =
                new Preferred(change, IdentifierType.EMAIL, origin.act().addingOnly());
        Recording recording = begin(origin);
        PermissionState next = fact.foldInto(subject.state(), NO_RULES).state();
        Preference after = next.wishes().preference(change.controller()).orElseThrow();
        if (before.filter(after::saysTheSameAs).isPresent()) {
            return false;
        }
        subject.become(next);
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.PREFERENCES_SET,
                origin.at(),
                null,
                null,
                null,
                null,
                origin.part(),
                origin.evidence());
        recording.note(subject, draft, new FactView.More(null, PreferenceView.of(after), null));
        recording.close();
        return true;
    }

    private void withdraw(Origin origin, OpenSubject subject, Set<Integer> refs, Purpose purpose, ChoiceKey key) {
        UUID recordId = ids.next();
        Prohibited fact = new Prohibited(recordId, Prohibition.Kind.WITHDRAWN, key, refs, null, origin.act());
        @Nullable Integer ref = refs.size() == 1 ? refs.iterator().next() : null;
        Recording recording = begin(origin);
        Effect effect = recording.fold(subject, fact, NO_RULES);
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.CONSENT_WITHDRAWN,
                origin.at(),
                consent(fact, purpose, effect, subject),
                null,
                null,
                null,
                origin.part(),
                origin.evidence());
        recording.tell(subject, draft, new ConsentRow(ids.next(), ref, null));
        recording.close();
    }

    private Recording begin(Origin origin) {
        return facts.begin(
                origin.context(), origin.client(), origin.controller().key());
    }

    private static FactView.Consent consent(Prohibited fact, Purpose purpose, Effect effect, OpenSubject subject) {
        return new FactView.Consent(
                fact.recordId(),
                purpose.key(),
                purpose.version(),
                fact.key().channel(),
                type(fact, subject),
                Choice.WITHDRAWN,
                effect.state(),
                effect.effective(),
                effect.because(),
                FactView.Consent.BASIS,
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null);
    }

    private static @Nullable IdentifierType type(Prohibited fact, OpenSubject subject) {
        Set<IdentifierType> types = subject.identifiers().stream()
                .filter(held -> fact.identifiers().contains(held.ref()))
                .map(HeldIdentifier::type)
                .collect(Collectors.toSet());
        return types.size() == 1 ? types.iterator().next() : null;
    }
}
