// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.MessageClass;
import fi.lupa.preference.decision.domain.Question;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The digest that is written in order is that of a sorted map. */
class QuestionDigestTest {

    private static final long SEED = 20_261_123;
    private static final List<String> TEXTS =
            List.of("kysely", "", "\u00e4\u00f6 \"x\\ /", "\u0001\u001f\n\u007f\u2028", "\ud83d\ude00");
    private static final List<Set<Question.Tracking>> TRACKING =
            List.of(Set.of(), Set.of(Question.Tracking.OPEN), Set.of(Question.Tracking.CLICK, Question.Tracking.OPEN));

    private final Random random = new Random(SEED);

    @Test
    void isThatOfASortedMap_whateverTheQuestion() throws JsonProcessingException {
        for (int i = 0; i < 20_000; i++) {
            DecisionRequest question = question();
            assertThat(QuestionDigest.of(question)).as("%s", question).isEqualTo(ofSortedMap(question));
        }
    }

    private DecisionRequest question() {
        return new DecisionRequest(
                some(TEXTS),
                some(TEXTS),
                some(List.of(Channel.values())),
                null,
                some(List.of(MessageClass.values())),
                flag(),
                flag(),
                flag(),
                flag(),
                flag(),
                some(TRACKING),
                some(TEXTS),
                some(TEXTS),
                some(TEXTS),
                some(TEXTS),
                some(TEXTS),
                some(TEXTS),
                some(TEXTS),
                time(),
                time(),
                some(TEXTS),
                some(TEXTS));
    }

    private <T> @Nullable T some(List<T> all) {
        return random.nextInt(3) == 0 ? null : all.get(random.nextInt(all.size()));
    }

    private @Nullable Boolean flag() {
        return some(List.of(true, false));
    }

    private @Nullable Instant time() {
        return some(List.of(Instant.ofEpochMilli(random.nextInt())));
    }

    /** As it was made before it was written in order. */
    private static String ofSortedMap(DecisionRequest question) throws JsonProcessingException {
        Map<String, Object> members = new TreeMap<>();
        Question.Uses uses = question.uses();
        Question.Content content = question.content();
        put(members, "controller", question.controller());
        put(members, "purpose", question.purpose());
        put(members, "channel", question.channel());
        put(members, "messageClass", question.messageClass());
        put(members, "containsPromotion", uses.containsPromotion() ? true : null);
        put(members, "automated", uses.automated() ? true : null);
        put(members, "usesProfiling", uses.usesProfiling() ? true : null);
        put(members, "usesSpecialCategory", uses.usesSpecialCategory() ? true : null);
        put(members, "usesTrafficData", uses.usesTrafficData() ? true : null);
        put(
                members,
                "tracking",
                uses.tracking().isEmpty()
                        ? null
                        : uses.tracking().stream().map(Enum::name).sorted().toList());
        put(members, "offerOwner", content.offerOwner());
        put(members, "productGroup", content.productGroup());
        put(members, "topic", content.topic());
        put(members, "disclosedTo", content.disclosedTo());
        put(members, "vendor", content.vendor());
        put(members, "claimDigest", content.claimDigest());
        put(members, "at", question.at() == null ? null : Timestamps.format(question.at()));
        put(members, "knownAt", question.knownAt() == null ? null : Timestamps.format(question.knownAt()));
        put(members, "rulebook", question.rulebook());
        byte[] json = new ObjectMapper().writeValueAsBytes(members);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(json));
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value instanceof Enum<?> one ? one.name() : value);
        }
    }
}
