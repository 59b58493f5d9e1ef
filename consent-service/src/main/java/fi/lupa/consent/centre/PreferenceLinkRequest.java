// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Required;
import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.platform.identifier.RawIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/preference-links}.
 *
 * @param recipient an EMAIL: the address the mail with the link goes to
 * @param expiresIn at most P1Y
 */
record PreferenceLinkRequest(
        @Required String controller,
        @Required RawIdentifier recipient,
        @Nullable LifeTime expiresIn) {

    static final LifeTime USUAL = new LifeTime("P90D");
    static final LifeTime LONGEST = new LifeTime("P1Y");

    LifeTime life() {
        return expiresIn == null ? USUAL : expiresIn;
    }
}
