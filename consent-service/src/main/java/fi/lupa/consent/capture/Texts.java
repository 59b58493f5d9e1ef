// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.TextBundle;
import java.util.Arrays;

/** What the confirmation mail and page say, from {@code confirmation_<language>.properties}; loaded once. */
final class Texts {

    private static final TextBundle BUNDLE = TextBundle.load(
            Texts.class,
            "confirmation",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    private Texts() {}

    /** Returns a text; {@code {0}}, {@code {1}} … are replaced as they are, without any other reading of the text. */
    static String of(Language language, String key, String... values) {
        return BUNDLE.of(language.tag(), key, values);
    }
}
