// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.List;

/** What a permission is for, beyond purpose and channel. */
public record Terms(List<String> topics, List<String> offerOwners, List<String> disclosedTo, boolean explicit) {

    /** Nothing beyond purpose and channel. */
    public static final Terms PLAIN = new Terms(List.of(), List.of(), List.of(), false);

    /** Keeps copies. */
    public Terms {
        topics = List.copyOf(topics);
        offerOwners = List.copyOf(offerOwners);
        disclosedTo = List.copyOf(disclosedTo);
    }
}
