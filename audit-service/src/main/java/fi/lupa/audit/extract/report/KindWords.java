// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

/** What kinds of entries are called. */
public final class KindWords {

    private KindWords() {}

    /** Returns the words for a kind in fi, sv or en; a kind without words is called by its own name. */
    public static String of(String language, String kind) {
        return Words.in(language).orPlain("kind.", kind);
    }
}
