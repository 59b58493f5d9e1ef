// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An opening of sealed proof.
 *
 * @param readableUntil until when it can be read; then it has to be asked for anew
 * @param proofs what was sealed; only once another person has released it, and until then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OpeningView(
        UUID id,
        UUID requestId,
        String controller,
        String caseReference,
        Instant askedAt,
        @Nullable Instant releasedAt,
        @Nullable Instant readableUntil,
        @Nullable List<JsonNode> proofs) {}
