// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.http.TextBundle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person is told about the handling of a request, in every language of ours. */
final class RightsTexts {

    private static final List<String> TAGS =
            Arrays.stream(Language.values()).map(Language::tag).toList();
    private static final TextBundle TEXTS = TextBundle.load(RightsTexts.class, "rights", TAGS);

    private RightsTexts() {}

    /** What was erased, what is kept and why. */
    static Map<String, String> erased() {
        return TAGS.stream().collect(Collectors.toUnmodifiableMap(tag -> tag, tag -> TEXTS.of(tag, "erased")));
    }
}
