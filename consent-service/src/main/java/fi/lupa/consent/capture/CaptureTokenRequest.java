// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import java.net.URI;
import java.util.List;

/**
 * Body of {@code POST /v1/capture-tokens}: what a form in a browser may take.
 *
 * @param channels none: those of the purposes
 * @param method how the form's control is made: WEB_CHECKBOX, WEB_BUTTON, SURVEY_TICK or CMP_BANNER; boxes are empty at first
 */
record CaptureTokenRequest(
        @Required String controller,
        @Required NoticeTokenRequest.Shown notice,
        @Required List<String> purposes,
        @Items List<Channel> channels,
        @Required URI origin,
        LifeTime expiresIn,
        CaptureMethod method) {

    private static final LifeTime A_DAY = new LifeTime("P1D");

    CaptureTokenRequest {
        purposes = List.copyOf(purposes);
        channels = Absent.list(channels);
        expiresIn = Absent.or(expiresIn, A_DAY);
        method = Absent.or(method, CaptureMethod.WEB_CHECKBOX);
    }
}
