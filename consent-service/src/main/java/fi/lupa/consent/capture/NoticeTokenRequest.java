// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;

/** Body of {@code POST /v1/notice-tokens}: the text that a server is about to show. */
record NoticeTokenRequest(
        @Required String controller, @Required Shown notice, LifeTime expiresIn) {

    private static final LifeTime A_DAY = new LifeTime("P1D");

    NoticeTokenRequest {
        expiresIn = Absent.or(expiresIn, A_DAY);
    }

    /** One text. */
    record Shown(
            @Required String id,
            @Required String version,
            @Required String language) {}
}
