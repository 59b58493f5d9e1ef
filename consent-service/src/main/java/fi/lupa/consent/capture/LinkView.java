// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.List;

/** What a confirmation page shows. */
record LinkView(LinkStatus status, Language language, String controller, List<String> purposes) {

    /** Keeps a copy. */
    LinkView {
        purposes = List.copyOf(purposes);
    }

    static LinkView unknown(Language language) {
        return new LinkView(LinkStatus.UNKNOWN, language, "", List.of());
    }
}
