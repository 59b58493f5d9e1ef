// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.Required;

/**
 * Who records a call or is trained with it.
 *
 * @param purpose the controller's purpose that lets them
 */
public record Listener(
        @Required String purpose,
        @Required RecipientKind kind,
        @Required String key) {}
