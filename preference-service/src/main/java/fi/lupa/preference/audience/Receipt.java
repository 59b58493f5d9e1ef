// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked about a list and what came of it. It names nobody.
 *
 * @param status RUNNING, COMPLETE, or FAILED with a code
 * @param lines how many lines were read; the answered ones are counted in {@code decisions} and {@code reasons}, the rest in {@code errors}
 * @param catalogue where the newest entry of the catalogue was written by which all lines were answered
 * @param result where the answers are kept, if they were to be
 */
@JsonPropertyOrder({
    "id",
    "status",
    "code",
    "client",
    "form",
    "question",
    "startedAt",
    "finishedAt",
    "lines",
    "decisions",
    "reasons",
    "errors",
    "input",
    "output",
    "catalogue",
    "rulebook",
    "asOf",
    "validUntil",
    "recheck",
    "result"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        UUID id,
        String status,
        @Nullable String code,
        String client,
        String form,
        SortedMap<String, String> question,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long lines,
        SortedMap<String, Long> decisions,
        SortedMap<String, Long> reasons,
        SortedMap<String, Long> errors,
        @Nullable Content input,
        @Nullable Content output,
        String catalogue,
        String rulebook,
        Instant asOf,
        @Nullable Instant validUntil,
        boolean recheck,
        @Nullable String result) {

    /** Keeps sorted copies. */
    public Receipt {
        question = new TreeMap<>(question);
        decisions = new TreeMap<>(decisions);
        reasons = new TreeMap<>(reasons);
        errors = new TreeMap<>(errors);
    }

    /** A text by its size and SHA-256, as it is without compression. */
    public record Content(long bytes, String sha256) {}
}
