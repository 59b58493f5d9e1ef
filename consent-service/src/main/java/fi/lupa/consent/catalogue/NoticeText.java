// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Map;

/** A notice version with its words, for a page that asks somebody. */
public record NoticeText(NoticeVersion version, Map<String, Text> texts) {

    /** Keeps a copy. */
    public NoticeText {
        texts = Map.copyOf(texts);
    }

    /** The words in one language. */
    public record Text(String title, String body, String controlLabel) {}
}
