// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The languages in which the service writes to people. */
public enum Language {
    FI,
    SV,
    EN;

    /** Returns the language of a tag or of the first of an Accept-Language header; Finnish for none and for any other. */
    public static Language of(@Nullable String tag) {
        String wanted = tag == null ? "" : tag.split("[-,;]", 2)[0].strip().toUpperCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.name().equals(wanted)) {
                return language;
            }
        }
        return FI;
    }

    /** Returns its BCP 47 tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the text in this language, else in any other of ours, else what there is. */
    public String pick(Map<String, String> texts, String otherwise) {
        String text = texts.get(tag());
        for (Language language : values()) {
            text = text == null ? texts.get(language.tag()) : text;
        }
        return text == null ? otherwise : text;
    }
}
