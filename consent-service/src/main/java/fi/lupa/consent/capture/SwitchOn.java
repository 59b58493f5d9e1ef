// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.RawIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records what was switched on by whoever holds a link of a mail address: it waits until the address has confirmed it by a link of its own,
 * whatever the purpose says of double opt-in.
 */
@ApplicationScoped
public class SwitchOn {

    private static final String CLIENT = "lupa";

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    SwitchOn(
            Entrance entrance, Planning planning, PeopleFinder people, CaptureDesk desk, Ids ids, InstantSource clock) {
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** The text that stood beside the button. */
    public record Shown(String notice, String version, String language) {

        CaptureRequest.ShownNotice named() {
            return new CaptureRequest.ShownNotice(notice, version, language, null);
        }
    }

    /** What is wanted; {@code channel} null: a purpose without channels. */
    public record Wish(
            TenantId tenant,
            String controller,
            String address,
            String purpose,
            @Nullable Channel channel,
            Shown shown) {

        @Override
        public String toString() {
            return "Wish[" + purpose + "]";
        }
    }

    /** Records the wish and queues the mail with its link; throws the problem of a choice that cannot be made. */
    public void ask(Wish wish) {
        Caller lupa = new Caller(
                wish.tenant().toString(),
                wish.tenant(),
                CLIENT,
                null,
                Set.of(wish.controller()),
                Set.of(Scope.CONSENT_WRITE));
        ConsentRequest request = request(wish);
        entrance.each(lupa, wish.controller(), request.recipient(), session -> record(session, request));
    }

    private CommittedAnswer record(Session session, ConsentRequest request) {
        List<PlannedChoice> choices = planning.choices(session, request).stream()
                .map(choice -> new PlannedChoice(choice.purpose().confirmed(), choice.channel(), choice.request()))
                .toList();
        FactView.Notice notice = planning.noticeOf(session, request.capture(), choices);
        People found = people.find(
                session, identifier -> identifier.type() == IdentifierType.EMAIL, Linking.of(request.capture(), false));
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, false);
        Recording recording = desk.begin(session);
        ChoiceRecorder.Means means =
                new ChoiceRecorder.Means(planning.purposes(session), ids, ids.next(), people.listed(session));
        Recorded recorded = new ChoiceRecorder(session, found, capture, recording, means).record(choices);
        return desk.close(session, found, recording, new CaptureDesk.Outcome(capture, recorded, means.receiptId()));
    }

    private ConsentRequest request(Wish wish) {
        CaptureRequest capture = new CaptureRequest(
                CaptureMethod.WEB_BUTTON,
                ids.next().toString(),
                Actor.SUBJECT,
                Timestamps.truncate(clock.instant()),
                null,
                wish.shown().named(),
                ControlDefault.NONE,
                false,
                false,
                CaptureRequest.Signals.NONE,
                CaptureRequest.Delivery.BY_LUPA,
                Map.of("link", "preference centre"));
        ChoiceRequest choice = new ChoiceRequest(
                wish.purpose(),
                wish.channel() == null ? null : List.of(wish.channel()),
                Choice.GIVEN,
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
        RawIdentifier address =
                new RawIdentifier(fi.lupa.platform.identifier.IdentifierType.EMAIL, wish.address(), null);
        return new ConsentRequest(wish.controller(), List.of(address), null, List.of(choice), capture);
    }
}
