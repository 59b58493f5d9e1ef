// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.RawIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Records choices that somebody spoke in a call, for the feature that leads it. */
@ApplicationScoped
public class SpokenChoices {

    private final CaptureConsent consents;

    SpokenChoices(CaptureConsent consents) {
        this.consents = consents;
    }

    /** What was said and by whom. */
    public record Spoken(String controller, List<RawIdentifier> recipient, List<ChoiceRequest> choices, Said said) {

        /** Keeps copies. */
        public Spoken {
            recipient = List.copyOf(recipient);
            choices = List.copyOf(choices);
        }

        @Override
        public String toString() {
            return "Spoken[…]";
        }
    }

    /**
     * How it was said.
     *
     * @param notice the text that was said before, with its version and language
     * @param actId said again under the same id it is the same act
     * @param evidence for the vault
     */
    public record Said(
            String notice, String version, String language, String actId, Instant at, Map<String, String> evidence) {

        /** Keeps a copy. */
        public Said {
            evidence = Map.copyOf(evidence);
        }

        @Override
        public String toString() {
            return "Said[…]";
        }
    }

    /** Records as a capture does; the guard is asked once the locks are held and before anything is written, and may throw. */
    public Answer record(Caller caller, Spoken spoken, IdempotencyClaim claim, Consumer<CaptureContext> guard) {
        Said said = spoken.said();
        CaptureRequest capture = new CaptureRequest(
                CaptureMethod.RECORDED_CALL,
                said.actId(),
                Actor.SUBJECT,
                said.at(),
                null,
                new CaptureRequest.ShownNotice(said.notice(), said.version(), said.language(), null),
                ControlDefault.NONE,
                false,
                false,
                CaptureRequest.Signals.NONE,
                CaptureRequest.Delivery.BY_LUPA,
                said.evidence());
        ConsentRequest request =
                new ConsentRequest(spoken.controller(), spoken.recipient(), null, spoken.choices(), capture);
        return consents.capture(caller, request, claim, ActMemory.ANYWHERE, guard);
    }
}
