// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import java.util.List;
import java.util.UUID;

/**
 * The fact's {@code told}: the text that the person was sent. It permits nothing.
 *
 * @param change the order
 * @param controllers in whose name
 * @param language of the text
 * @param sha256 of the text, in hex
 * @param messageClass STATUTORY
 */
record ToldPart(
        UUID change,
        String notice,
        String version,
        String language,
        String sha256,
        List<String> controllers,
        String channel,
        String messageClass) {

    static final String FACT = "notice.told";
    static final String MEMBER = "told";

    /** Keeps a copy. */
    ToldPart {
        controllers = List.copyOf(controllers);
    }
}
