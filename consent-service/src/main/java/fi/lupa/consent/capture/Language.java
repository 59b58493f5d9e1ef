// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The languages in which the service writes to people. */
enum Language {
    FI,
    SV,
    EN;

    /** Returns the language of a tag; Finnish for none and for any other. */
    static Language of(@Nullable String tag) {
        String wanted = tag == null ? "" : tag.split("-", 2)[0].toUpperCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.name().equals(wanted)) {
                return language;
            }
        }
        return FI;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the text in this language, else in any other of ours, else what there is. */
    String pick(Map<String, String> texts, String otherwise) {
        String text = texts.get(tag());
        for (Language language : values()) {
            text = text == null ? texts.get(language.tag()) : text;
        }
        return text == null ? otherwise : text;
    }
}
