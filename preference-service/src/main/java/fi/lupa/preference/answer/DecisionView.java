// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent; every member is always there. */
@JsonPropertyOrder({
    "decision",
    "reason",
    "basis",
    "explanation",
    "language",
    "rules",
    "remedy",
    "obligations",
    "obligationDetails",
    "evidence",
    "notBefore",
    "validUntil",
    "hypothetical",
    "asOf",
    "stateRevision",
    "rulebook",
    "decisionId",
    "handle"
})
@Schema(name = "DecisionView")
public record DecisionView(
        String decision,
        String reason,
        @Nullable String basis,
        String explanation,
        String language,
        List<String> rules,
        @Nullable String remedy,
        List<String> obligations,
        Map<String, Map<String, String>> obligationDetails,
        @Nullable EvidenceView evidence,
        @Nullable Instant notBefore,
        @Nullable Instant validUntil,
        boolean hypothetical,
        @Nullable Instant asOf,
        @Nullable Integer stateRevision,
        String rulebook,
        UUID decisionId,
        String handle) {

    public DecisionView {
        rules = List.copyOf(rules);
        obligations = List.copyOf(obligations);
        obligationDetails = Map.copyOf(obligationDetails);
    }

    /** What decided: a consent with its notice, or the record that stands in the way. */
    public record EvidenceView(
            @Nullable String consentId,
            @Nullable String noticeId,
            @Nullable String noticeVersion,
            @Nullable Instant givenAt,
            @Nullable String prohibitionId) {}
}
