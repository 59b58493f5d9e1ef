// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.http.TextBundle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is told about the handling of a request, in every language of ours. */
final class RightsTexts {

    private static final List<String> TAGS =
            Arrays.stream(Language.values()).map(Language::tag).toList();
    private static final TextBundle TEXTS = TextBundle.load(RightsTexts.class, "rights", TAGS);

    private static final int DATE = 10;

    private RightsTexts() {}

    /** What was erased, what is kept and why. */
    static Map<String, String> erased(Optional<Instant> proofUntil) {
        return TAGS.stream()
                .collect(Collectors.toUnmodifiableMap(
                        tag -> tag, tag -> TEXTS.of(tag, "erased", proof(tag, proofUntil))));
    }

    private static String proof(String tag, Optional<Instant> until) {
        return until.map(when -> TEXTS.of(tag, "proof.kept", when.toString().substring(0, DATE)))
                .orElseGet(() -> TEXTS.of(tag, "proof.none"));
    }
}
