// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.util.Map;

/** Where an entry's mark is drawn: what it means for whether the person may be contacted. */
enum Lane {
    GIVEN(4),
    AGAINST(3),
    CONTACT(2),
    OTHER(1);

    private static final Map<String, Lane> OF_KIND = Map.ofEntries(
            Map.entry("consent.given", GIVEN),
            Map.entry("objection.lifted", GIVEN),
            Map.entry("consent.refused", AGAINST),
            Map.entry("consent.withdrawn", AGAINST),
            Map.entry("consent.expired", AGAINST),
            Map.entry("consent.not-demonstrable", AGAINST),
            Map.entry("objection.recorded", AGAINST),
            Map.entry("restriction.set", AGAINST),
            Map.entry("call.stopped", AGAINST),
            Map.entry("contact.reported", CONTACT),
            Map.entry("callback.used", CONTACT),
            Map.entry("call.started", CONTACT),
            Map.entry("call.ended", CONTACT));

    private final int above;

    Lane(int above) {
        this.above = above;
    }

    /** Returns how many rows above the foot of the drawing it is. */
    int above() {
        return above;
    }

    static Lane of(String kind) {
        return OF_KIND.getOrDefault(kind, OTHER);
    }
}
