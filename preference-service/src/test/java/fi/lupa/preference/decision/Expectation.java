// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Evidence;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a case of a decision table says of its answer, member by member. */
record Expectation(JsonNode members, @Nullable String notDecidedBy) {

    private static final Map<String, Function<Decision, Object>> MEMBERS = Map.ofEntries(
            Map.entry("row", Decision::row),
            Map.entry("decision", answer -> answer.outcome().name()),
            Map.entry("reason", answer -> answer.reason().name()),
            Map.entry("coarse", answer -> CoarseAnswer.of(answer).reason().name()),
            Map.entry("basis", answer -> String.valueOf(answer.basis())),
            Map.entry("remedy", answer -> String.valueOf(answer.remedy())),
            Map.entry("notBefore", answer -> String.valueOf(answer.notBefore())),
            Map.entry("validUntil", answer -> String.valueOf(answer.validUntil())),
            Map.entry("hypothetical", answer -> String.valueOf(answer.hypothetical())),
            Map.entry("consentId", answer -> String.valueOf(evidence(answer).consentId())),
            Map.entry("noticeVersion", answer -> String.valueOf(evidence(answer).noticeVersion())),
            Map.entry("prohibitionId", answer -> String.valueOf(evidence(answer).prohibitionId())));

    static Expectation of(DecisionCase tableCase) {
        return new Expectation(tableCase.expected(), tableCase.notDecidedBy());
    }

    void assertMetBy(Decision answer) {
        members.fieldNames().forEachRemaining(member -> assertMember(answer, member, members.get(member)));
        assertThat(answer.row()).isNotEqualTo(notDecidedBy);
    }

    private static void assertMember(Decision answer, String member, JsonNode value) {
        Set<String> owed = answer.obligations().stream().map(Enum::name).collect(Collectors.toSet());
        if (member.equals("obligations")) {
            assertThat(owed).containsAll(Json.list(value, JsonNode::asText));
        } else if (member.equals("noObligations")) {
            assertThat(owed).doesNotContainAnyElementsOf(Json.list(value, JsonNode::asText));
        } else if (member.equals("rule")) {
            assertThat(answer.rules()).contains(value.asText());
        } else {
            assertThat(MEMBERS).containsKey(member);
            Object found = Objects.requireNonNull(MEMBERS.get(member)).apply(answer);
            assertThat(normal(found.toString())).as(member).isEqualTo(normal(value.asText()));
        }
    }

    private static Evidence evidence(Decision answer) {
        Evidence evidence = answer.evidence();
        return evidence == null ? new Evidence(null, null, null, null, null) : evidence;
    }

    /** Table times carry milliseconds, {@code Instant.toString} only when they are not zero. */
    private static String normal(String text) {
        return text.replace(".000Z", "Z");
    }
}
