// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import java.util.Locale;
import java.util.ResourceBundle;

/** The explanations in Finnish, Swedish and English; any other language is answered in English. */
public final class DecisionTexts {

    private static final String BUNDLE = "fi.lupa.preference.decision.explanations";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private DecisionTexts() {}

    /** Returns the explanation for a decision's row. */
    public static String explanation(String row, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(row);
    }
}
