// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the language of explanations: the question's own word, then the caller's header, then Finnish. */
final class AnswerLanguage {

    private static final Locale FINNISH = Locale.forLanguageTag("fi");
    private static final List<Locale> KNOWN =
            List.of(FINNISH, Locale.forLanguageTag("sv"), Locale.forLanguageTag("en"));
    private static final int LONGEST_HEADER = 200;

    private AnswerLanguage() {}

    static Locale choose(@Nullable String asked, @Nullable String acceptLanguage) {
        for (Locale known : KNOWN) {
            if (known.getLanguage().equals(asked)) {
                return known;
            }
        }
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return FINNISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), KNOWN);
            return found == null ? FINNISH : found;
        } catch (IllegalArgumentException e) {
            return FINNISH;
        }
    }
}
