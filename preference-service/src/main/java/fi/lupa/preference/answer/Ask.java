// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.history.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that may be asked by this caller, about one or many recipients.
 *
 * @param rulebook by which it is answered
 * @param atLeast the position that must have been seen before it is answered
 */
record Ask(
        Caller caller,
        About about,
        List<Recipient> recipients,
        Question.When when,
        Edition rulebook,
        Optional<Position> atLeast,
        Locale language) {

    Ask {
        recipients = List.copyOf(recipients);
    }

    /** Returns the moment of the past that is asked about; empty for now and for times to come by what is known now. */
    Optional<Moment> past(Instant now) {
        Instant at = when.at() == null ? now : when.at();
        boolean asksThePast = when.knownAt() != null || at.isBefore(now);
        return asksThePast ? Optional.of(new Moment(at, Optional.ofNullable(when.knownAt()))) : Optional.empty();
    }

    /** For whom and what the contact would be. */
    record About(String controller, String purpose, DecisionRequest request) {

        /** The channels whose limits of freshness apply: the asked one, and the one that is judged in its place. */
        List<Optional<Channel>> channels() {
            boolean automatedCall =
                    request.channel() == Channel.VOICE_HUMAN && request.uses().automated();
            Optional<Channel> asked = Optional.ofNullable(request.channel());
            return automatedCall ? List.of(asked, Optional.of(Channel.VOICE_AUTOMATED)) : List.of(asked);
        }
    }

    /**
     * One addressee.
     *
     * @param pointer where it stands in the body
     */
    record Recipient(RawIdentifier identifier, String pointer, Optional<String> ref) {}
}
