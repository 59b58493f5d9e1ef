// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.decision.domain.Question;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names a question by SHA-256 of the RFC 8785 form of its members, without the addressee and without what does not change the
 * answer ({@code atLeast}, {@code language}); of a claim, its SHA-256. What is null, false or empty is left out, so that a question that says a default
 * and one that leaves it out have one name.
 */
public final class QuestionDigest {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 256;

    private final JsonGenerator json;

    private QuestionDigest(JsonGenerator json) {
        this.json = json;
    }

    /** Returns the digest in base64url. */
    public static String of(DecisionRequest question) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_LENGTH)) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                new QuestionDigest(json).members(question, question.uses(), question.content());
                json.writeEndObject();
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the order of their names, which is the order of RFC 8785. */
    private void members(DecisionRequest question, Question.Uses uses, Question.Content content) throws IOException {
        time("at", question.at());
        flag("automated", uses.automated());
        text("channel", question.channel());
        text("claimDigest", content.claimDigest());
        flag("containsPromotion", uses.containsPromotion());
        text("controller", question.controller());
        text("disclosedTo", content.disclosedTo());
        time("knownAt", question.knownAt());
        text("messageClass", question.messageClass());
        text("offerOwner", content.offerOwner());
        text("productGroup", content.productGroup());
        text("purpose", question.purpose());
        text("rulebook", question.rulebook());
        text("topic", content.topic());
        tracking(uses.tracking());
        flag("usesProfiling", uses.usesProfiling());
        flag("usesSpecialCategory", uses.usesSpecialCategory());
        flag("usesTrafficData", uses.usesTrafficData());
        text("vendor", content.vendor());
    }

    private void tracking(Set<Question.Tracking> tracking) throws IOException {
        if (!tracking.isEmpty()) {
            json.writeArrayFieldStart("tracking");
            for (String name : tracking.stream().map(Enum::name).sorted().toList()) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
    }

    private void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private void flag(String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private void time(String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Timestamps.format(value));
        }
    }
}
