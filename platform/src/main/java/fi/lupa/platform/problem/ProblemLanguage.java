// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language in which problems are worded. */
public enum ProblemLanguage {
    EN,
    FI,
    SV;

    private static final List<Locale> LOCALES = List.of(EN.locale(), FI.locale(), SV.locale());
    private static final int LONGEST_HEADER = 200;

    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the best match for an Accept-Language header; English if there is none or it cannot be read. */
    public static ProblemLanguage of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return EN;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return found == null ? EN : valueOf(found.getLanguage().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}
