// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.decision.domain.Question;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names a question by SHA-256 of the RFC 8785 form of its members, without the addressee and without what does not change the
 * answer ({@code atLeast}, {@code language}); of a claim, its SHA-256. What is null, false or empty is left out, so that a question that says a default
 * and one that leaves it out have one name.
 */
public final class QuestionDigest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, Object> members = new TreeMap<>();

    private QuestionDigest() {}

    /** Returns the digest in base64url. */
    public static String of(DecisionRequest question) {
        QuestionDigest digest = new QuestionDigest();
        digest.text("controller", question.controller());
        digest.text("purpose", question.purpose());
        digest.text("channel", question.channel());
        digest.text("messageClass", question.messageClass());
        digest.uses(question.uses());
        digest.content(question.content());
        digest.time("at", question.at());
        digest.time("knownAt", question.knownAt());
        digest.text("rulebook", question.rulebook());
        return digest.value();
    }

    private void uses(Question.Uses uses) {
        flag("containsPromotion", uses.containsPromotion());
        flag("automated", uses.automated());
        flag("usesProfiling", uses.usesProfiling());
        flag("usesSpecialCategory", uses.usesSpecialCategory());
        flag("usesTrafficData", uses.usesTrafficData());
        if (!uses.tracking().isEmpty()) {
            members.put(
                    "tracking",
                    uses.tracking().stream().map(Enum::name).sorted().toList());
        }
    }

    private void content(Question.Content content) {
        text("offerOwner", content.offerOwner());
        text("productGroup", content.productGroup());
        text("topic", content.topic());
        text("disclosedTo", content.disclosedTo());
        text("vendor", content.vendor());
        text("claimDigest", content.claimDigest());
    }

    private void text(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    private void flag(String name, boolean value) {
        if (value) {
            members.put(name, true);
        }
    }

    private void time(String name, @Nullable Instant value) {
        if (value != null) {
            members.put(name, Timestamps.format(value));
        }
    }

    private String value() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Digests.sha256(JSON.writeValueAsBytes(members)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
