// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.platform.id.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An extract as it is shown.
 *
 * @param entries leaves in the bundle, the entry that tells of the extract among them
 * @param withheld entries on the same chain that are named by their place only
 * @param bundle where to fetch it, once it is ready
 */
@Schema(name = "Extract")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ExtractView(
        String id,
        ExtractCase.State state,
        Scope scope,
        String requestReference,
        String legalBasis,
        @Nullable String authority,
        String language,
        Instant requestedAt,
        @Nullable Instant releasedAt,
        Progress progress,
        @Nullable Long entries,
        @Nullable Long withheld,
        @Nullable String failure,
        @Nullable Instant availableUntil,
        @Nullable String bundle) {

    /** As it was asked for. */
    @Schema(name = "ExtractScopeView")
    record Scope(
            @Nullable String subjectId,
            @Nullable String controller,
            @Nullable String purpose,
            @Nullable String from,
            @Nullable String to) {

        static Scope of(ExtractScope scope) {
            return new Scope(
                    scope.subject(), scope.controller(), scope.purpose(), text(scope.from()), text(scope.until()));
        }

        /** Returns what was asked for in one line; empty for everything. */
        public String inOneLine() {
            StringJoiner words = new StringJoiner(", ");
            add(words, subjectId);
            add(words, controller);
            add(words, purpose);
            add(words, from);
            add(words, to);
            return words.toString();
        }

        private static void add(StringJoiner words, @Nullable String word) {
            if (word != null) {
                words.add(word);
            }
        }

        private static @Nullable String text(@Nullable Instant instant) {
            return instant == null ? null : Timestamps.format(instant);
        }
    }

    /** Entries gone over, of how many; zeros before the log has taken in that it is issued. */
    @Schema(name = "ExtractProgress")
    record Progress(long done, long total) {}

    static ExtractView of(ExtractCase item, Instant now, Duration availableFor) {
        Extract extract = item.extract();
        Release release = item.release();
        Outcome outcome = item.outcome();
        ExtractCase.State state = item.state(now, availableFor);
        Preparation.Count count = item.preparation().step().count();
        boolean ready = state == ExtractCase.State.READY;
        return new ExtractView(
                extract.id().toString(),
                state,
                Scope.of(extract.scope()),
                extract.reference(),
                extract.legalBasis(),
                extract.authority(),
                extract.language(),
                extract.requested().at(),
                release == null ? null : release.officer().at(),
                new Progress(count.done(), count.total()),
                outcome == null ? null : outcome.entries(),
                outcome == null ? null : outcome.withheld(),
                outcome == null ? null : outcome.failure(),
                release == null ? null : release.officer().at().plus(availableFor),
                ready ? "/v1/extracts/" + extract.id() + "/bundle" : null);
    }
}
