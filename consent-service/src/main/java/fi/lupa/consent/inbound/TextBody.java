// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.identifier.RawIdentifier;
import java.time.Instant;

/**
 * Body of {@code POST /v1/inbound/sms} and {@code /v1/inbound/post}: what somebody wrote, as it came.
 *
 * @param from whose it is: a PHONE for a text message
 * @param receivedAt when it reached the controller
 */
record TextBody(
        @Required String controller,
        @Required RawIdentifier from,
        @Required String text,
        @Required Instant receivedAt) {

    static final int LONGEST = 5_000;

    @Override
    public String toString() {
        return "TextBody[…]";
    }
}
