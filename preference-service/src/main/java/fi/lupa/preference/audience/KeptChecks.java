// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Finds checks for whoever made them; for anybody else there is none. */
@Singleton
final class KeptChecks {

    private final CheckStore store;
    private final ObjectMapper json;
    private final InstantSource clock;

    KeptChecks(CheckStore store, ObjectMapper json, InstantSource clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /** Returns a check of this client. */
    CheckStore.Stored of(Caller caller, UUID id) {
        return store.find(caller.tenant(), id)
                .filter(check -> check.client().equals(caller.client()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /** Returns the receipt as it was written, of a check that is complete and not past its day; else refuses. */
    JsonNode complete(Caller caller, UUID id, String member) {
        CheckStore.Stored check = of(caller, id);
        JsonNode receipt = read(check.receipt());
        String problem = problem(check, receipt, member);
        if (!problem.isEmpty()) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/id", problem);
        }
        return receipt;
    }

    private String problem(CheckStore.Stored check, JsonNode receipt, String member) {
        if (!"COMPLETE".equals(check.status())) {
            return "NOT_COMPLETE";
        }
        JsonNode kept = receipt.path(member);
        boolean there = kept.isTextual() || kept.asBoolean();
        if (!there) {
            return "NOT_KEPT";
        }
        return clock.instant().isBefore(check.keepUntil()) ? "" : "NO_LONGER_KEPT";
    }

    /** Returns the kept answers, piece by piece as they are written out. */
    StreamingOutput result(Caller caller, UUID id) {
        complete(caller, id, "result");
        return out -> {
            int n = 0;
            for (Optional<byte[]> piece = piece(caller, id, 'R', n);
                    piece.isPresent();
                    piece = piece(caller, id, 'R', n)) {
                out.write(piece.get());
                n++;
            }
        };
    }

    /** Returns the media type of the kept answers. */
    String mediaType(Caller caller, UUID id) {
        String form = complete(caller, id, "result").path("form").asText();
        return "csv".equals(form) ? CsvLining.MEDIA_TYPE : JsonLining.MEDIA_TYPE;
    }

    /** Returns a piece in clear; empty after the last. */
    Optional<byte[]> piece(Caller caller, UUID id, char kind, int n) {
        return store.piece(new Seals.Place(caller.tenant(), id, kind, n));
    }

    private JsonNode read(String receipt) {
        try {
            return json.readTree(receipt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored receipt cannot be read", e);
        }
    }
}
