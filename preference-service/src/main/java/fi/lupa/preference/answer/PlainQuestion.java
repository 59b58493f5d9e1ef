// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.PersonalIdentityCode;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.MessageClass;
import fi.lupa.preference.decision.domain.Question;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the questions of which most traffic consists: known members, each once and of its expected type, no null, no personal identity code. Everything else is
 * left to the mapper from the start, also all that is wrong, so that it is refused in one way only (ADR 0068). For one question.
 */
final class PlainQuestion {

    private static final JsonFactory JSON = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Map<String, Channel> CHANNELS = named(Channel.values());
    private static final Map<String, MessageClass> CLASSES = named(MessageClass.values());
    private static final Map<String, Question.Tracking> TRACKING = named(Question.Tracking.values());
    private static final Map<String, IdentifierType> TYPES = named(IdentifierType.values());

    private static final Map<String, Member> MEMBERS = members();

    private final JsonParser json;
    private @Nullable String controller;
    private @Nullable String purpose;
    private @Nullable Channel channel;
    private @Nullable RawIdentifier recipient;
    private @Nullable MessageClass messageClass;
    private @Nullable Boolean containsPromotion;
    private @Nullable Boolean automated;
    private @Nullable Boolean usesProfiling;
    private @Nullable Boolean usesSpecialCategory;
    private @Nullable Boolean usesTrafficData;
    private @Nullable Set<Question.Tracking> tracking;
    private @Nullable String offerOwner;
    private @Nullable String productGroup;
    private @Nullable String topic;
    private @Nullable String disclosedTo;
    private @Nullable String vendor;
    private @Nullable String callbackClaim;
    private @Nullable String atLeast;
    private @Nullable Instant at;
    private @Nullable Instant knownAt;
    private @Nullable String rulebook;
    private @Nullable String language;

    private PlainQuestion(JsonParser json) {
        this.json = json;
    }

    /** Takes the value of a member; null if it is not of its type. */
    private interface Member {

        @Nullable
        Object take(PlainQuestion asked) throws IOException;
    }

    private static <E extends Enum<E>> Map<String, E> named(E[] values) {
        Map<String, E> named = new HashMap<>();
        for (E value : values) {
            named.put(value.name(), value);
        }
        return named;
    }

    private static Map<String, Member> members() {
        return Map.ofEntries(
                Map.entry("controller", asked -> asked.controller = asked.text()),
                Map.entry("purpose", asked -> asked.purpose = asked.text()),
                Map.entry("channel", asked -> asked.channel = asked.one(CHANNELS)),
                Map.entry("recipient", asked -> asked.recipient = asked.recipient()),
                Map.entry("messageClass", asked -> asked.messageClass = asked.one(CLASSES)),
                Map.entry("containsPromotion", asked -> asked.containsPromotion = asked.flag()),
                Map.entry("automated", asked -> asked.automated = asked.flag()),
                Map.entry("usesProfiling", asked -> asked.usesProfiling = asked.flag()),
                Map.entry("usesSpecialCategory", asked -> asked.usesSpecialCategory = asked.flag()),
                Map.entry("usesTrafficData", asked -> asked.usesTrafficData = asked.flag()),
                Map.entry("tracking", asked -> asked.tracking = asked.tracking()),
                Map.entry("offerOwner", asked -> asked.offerOwner = asked.text()),
                Map.entry("productGroup", asked -> asked.productGroup = asked.text()),
                Map.entry("topic", asked -> asked.topic = asked.text()),
                Map.entry("disclosedTo", asked -> asked.disclosedTo = asked.text()),
                Map.entry("vendor", asked -> asked.vendor = asked.text()),
                Map.entry("callbackClaim", asked -> asked.callbackClaim = asked.text()),
                Map.entry("atLeast", asked -> asked.atLeast = asked.text()),
                Map.entry("at", asked -> asked.at = asked.time()),
                Map.entry("knownAt", asked -> asked.knownAt = asked.time()),
                Map.entry("rulebook", asked -> asked.rulebook = asked.text()),
                Map.entry("language", asked -> asked.language = asked.text()));
    }

    /** Returns what the body asks; null if it is not of this kind. */
    static @Nullable DecisionRequest read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            PlainQuestion question = new PlainQuestion(json);
            return question.isPlain() ? question.request() : null;
        } catch (IOException | DateTimeException e) {
            return null;
        }
    }

    private boolean isPlain() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            Member member = MEMBERS.get(name);
            if (member == null || member.take(this) == null) {
                return false;
            }
        }
        return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    }

    /** Whoever looks for a code in the body looks at texts and names; the names are known here, and all texts pass by. */
    private @Nullable String text() throws IOException {
        String text = json.nextTextValue();
        return text == null || PersonalIdentityCode.isIn(text) ? null : text;
    }

    private @Nullable Boolean flag() throws IOException {
        return json.nextBooleanValue();
    }

    private @Nullable Instant time() throws IOException {
        String text = text();
        return text == null ? null : Timestamps.parse(text);
    }

    private <E> @Nullable E one(Map<String, E> named) throws IOException {
        String name = json.nextTextValue();
        return name == null ? null : named.get(name);
    }

    private @Nullable Set<Question.Tracking> tracking() throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        Set<Question.Tracking> all = new HashSet<>();
        for (Question.Tracking one = one(TRACKING); one != null; one = one(TRACKING)) {
            all.add(one);
        }
        return json.currentToken() == JsonToken.END_ARRAY ? all : null;
    }

    private @Nullable RawIdentifier recipient() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Recipient recipient = new Recipient();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!recipient.take(name)) {
                return null;
            }
        }
        return json.currentToken() == JsonToken.END_OBJECT ? recipient.identifier() : null;
    }

    private final class Recipient {

        private @Nullable IdentifierType type;
        private @Nullable String value;
        private @Nullable String region;

        boolean take(String name) throws IOException {
            switch (name) {
                case "type" -> {
                    type = one(TYPES);
                    return type != null;
                }
                case "value" -> {
                    value = text();
                    return value != null;
                }
                case "region" -> {
                    region = text();
                    return region != null;
                }
                default -> {
                    return false;
                }
            }
        }

        /** The address of POSTAL is an object, and not plain. */
        @Nullable
        RawIdentifier identifier() {
            return type == null || value == null || type == IdentifierType.POSTAL
                    ? null
                    : new RawIdentifier(type, value, region);
        }
    }

    private DecisionRequest request() {
        return new DecisionRequest(
                controller,
                purpose,
                channel,
                recipient,
                messageClass,
                containsPromotion,
                automated,
                usesProfiling,
                usesSpecialCategory,
                usesTrafficData,
                tracking,
                offerOwner,
                productGroup,
                topic,
                disclosedTo,
                vendor,
                callbackClaim,
                atLeast,
                at,
                knownAt,
                rulebook,
                language);
    }
}
