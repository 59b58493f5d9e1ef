// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/extracts}. What goes into the log for ever is kept to words that hold no address. */
@Schema(name = "ExtractRequest")
record ExtractRequest(
        @Nullable Scope scope,

        @Schema(description = "The authority's case number", examples = "TSV/123/2026") @Nullable
        String requestReference,

        @Schema(description = "What obliges to answer", examples = "GDPR 58(1)(e)") @Nullable
        String legalBasis,

        @Schema(enumeration = {"fi", "sv", "en"}) @Nullable String language,

        @Schema(description = "Whom it is for: the proof of growth begins at this authority's last extract") @Nullable
        String authority) {

    private static final Set<String> LANGUAGES = Set.of("fi", "sv", "en");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ./:;,()§&_-]{0,199}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BASIS = 200;

    /** Which entries. The period is by the time at which the log took them in. */
    @Schema(name = "ExtractScope")
    record Scope(
            @Nullable String subjectId,
            @Nullable String controller,
            @Nullable String purpose,
            @Nullable String from,
            @Nullable String to) {

        private static final Scope EVERYTHING = new Scope(null, null, null, null, null);
    }

    /** Returns the scope within what the caller may see. */
    ExtractScope scopeWithin(Caller caller) {
        Scope asked = scope == null ? Scope.EVERYTHING : scope;
        if (asked.controller != null) {
            caller.mayActFor(asked.controller);
        }
        Instant from = time("/scope/from", asked.from);
        Instant until = time("/scope/to", asked.to);
        if (from != null && until != null && from.isAfter(until)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/scope/to", "BEFORE_FROM");
        }
        return new ExtractScope(subject(asked.subjectId), asked.controller, purpose(asked.purpose), from, until);
    }

    String referenceWords() {
        return required("/requestReference", requestReference, LONGEST_NAME);
    }

    String legalBasisWords() {
        return required("/legalBasis", legalBasis, LONGEST_BASIS);
    }

    @Nullable
    String authorityWords() {
        return authority == null ? null : required("/authority", authority, LONGEST_NAME);
    }

    String knownLanguage() {
        if (language == null || !LANGUAGES.contains(language)) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE, "/language", language == null ? "MISSING" : "NOT_ALLOWED");
        }
        return language;
    }

    private static String required(String pointer, @Nullable String text, int longest) {
        if (text == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "MISSING");
        }
        if (text.length() > longest || !WORDS.matcher(text).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_ALLOWED");
        }
        return text;
    }

    private static @Nullable String subject(@Nullable String id) {
        try {
            return id == null ? null : SubjectId.parse(id).value();
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/scope/subjectId", "NOT_A_SUBJECT_ID");
        }
    }

    private static @Nullable String purpose(@Nullable String purpose) {
        if (purpose != null && !NAME.matcher(purpose).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/scope/purpose", "NOT_ALLOWED");
        }
        return purpose;
    }

    private static @Nullable Instant time(String pointer, @Nullable String text) {
        try {
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_A_TIME");
        }
    }
}
