// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.lupa.consent.permission.domain.Objection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a proof says: by which keyed hashes the person was known, and what they had said. No address, no evidence. */
record ProofContent(
        String controller,
        Instant erasedAt,
        List<Identifier> identifiers,
        List<Said> records,
        List<Objected> objections) {

    /** Keeps copies. */
    ProofContent {
        identifiers = List.copyOf(identifiers);
        records = List.copyOf(records);
        objections = List.copyOf(objections);
    }

    /** A keyed hash under one version of the masters, in base64url. */
    record Identifier(String type, int keyVersion, String key) {}

    /** A consent record; {@code notice} is the text that was shown: id, version, language, digest. */
    record Said(
            UUID id,
            String purpose,
            @Nullable String channel,
            String state,
            @Nullable String method,
            Instant at,
            Instant recordedAt,
            @JsonRawValue @Nullable String notice) {}

    /** An objection. */
    record Objected(
            UUID id,
            String scope,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String topic,
            Instant at,
            Instant recordedAt,
            @Nullable Instant liftedAt) {

        static Objected of(Objection said) {
            return new Objected(
                    said.id(),
                    said.scope().name(),
                    said.channel() == null ? null : said.channel().name(),
                    said.purpose(),
                    said.topic(),
                    said.at(),
                    said.recordedAt(),
                    said.liftedAt());
        }
    }
}
