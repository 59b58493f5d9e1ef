// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.Contact;
import java.util.Locale;
import java.util.ResourceBundle;

/** The explanations in Finnish, Swedish and English; any other language is answered in English. */
public final class DecisionTexts {

    private static final String BUNDLE = "fi.lupa.preference.decision.explanations";
    private static final String SOURCES = "fi.lupa.preference.decision.sources";
    private static final String ANOTHER_SOURCE = "OTHER";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private DecisionTexts() {}

    /** Returns the explanation for a decision's row. */
    public static String explanation(String row, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(row);
    }

    /** Returns the sentence that says where the contact details came from and, if that is on file, when. */
    public static String source(Contact.Source source, Locale language) {
        ResourceBundle sentences = ResourceBundle.getBundle(SOURCES, language, NO_FALLBACK);
        String kind = sentences.containsKey(source.kind()) ? source.kind() : ANOTHER_SOURCE;
        String date = source.obtainedAt() == null ? "" : " (" + source.obtainedAt() + ")";
        return sentences.getString(kind) + date + ".";
    }
}
