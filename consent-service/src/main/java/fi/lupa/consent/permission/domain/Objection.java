// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's objection at one controller (GDPR 21), or an organisation's prohibition; it holds on every identifier of the subject. */
public record Objection(
        UUID id,
        String controller,
        ObjectionScope scope,
        @Nullable Channel channel,
        @Nullable String purpose,
        @Nullable String topic,
        Instant at,
        Instant recordedAt,
        @Nullable Instant liftedAt) {

    /** Returns whether the other one says the same and still stands. */
    public boolean repeats(Objection standing) {
        return standing.liftedAt == null
                && controller.equals(standing.controller)
                && scope == standing.scope
                && channel == standing.channel
                && Objects.equals(purpose, standing.purpose)
                && Objects.equals(topic, standing.topic);
    }

    /** The same no, said once more: it stands from when it was said last. */
    Objection again(Instant said, Instant recorded) {
        Instant last = said.isAfter(at) ? said : at;
        return new Objection(id, controller, scope, channel, purpose, topic, last, recorded, null);
    }

    /** Returns whether whoever holds an identifier of this type may take it back: a browser may be anybody's, and speaks for itself alone. */
    boolean liftableBy(IdentifierType type) {
        return type != IdentifierType.DEVICE || channel == Channel.WEB_STORAGE || channel == Channel.AD_AUDIENCE;
    }

    /** Returns the objection as lifted by the person at this time of recording. */
    Objection lifted(Instant when) {
        return new Objection(id, controller, scope, channel, purpose, topic, at, recordedAt, when);
    }

    /**
     * Returns whether it stands against a choice. An objection to a topic stands against a permission that names the topic; one that names
     * none leaves the objection in force beside it.
     */
    boolean covers(ChoiceKey key, PurposeRules rules, List<String> topics, ContactKind kind) {
        return liftedAt == null
                && controller.equals(key.controller())
                && scope.reaches(rules)
                && within(key, topics)
                && (scope != ObjectionScope.ORGANISATION || kind != ContactKind.WORK_NAMED);
    }

    /** Returns whether it takes back that the person asked to be called. */
    boolean endsCallbacks() {
        boolean voice = channel != null && channel.sameFamily(Channel.VOICE_HUMAN);
        return scope == ObjectionScope.ALL_MARKETING || (scope == ObjectionScope.CHANNEL && voice);
    }

    private boolean within(ChoiceKey key, List<String> topics) {
        boolean samePurpose = purpose == null || purpose.equals(key.purpose());
        boolean sameTopic = topic == null || topics.contains(topic);
        return samePurpose && sameTopic && sameChannel(key.channel());
    }

    private boolean sameChannel(@Nullable Channel asked) {
        if (channel == null || asked == null) {
            return channel == null;
        }
        return scope == ObjectionScope.CHANNEL ? asked.sameFamily(channel) : asked == channel;
    }
}
