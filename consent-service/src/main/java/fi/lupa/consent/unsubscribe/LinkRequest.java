// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.identifier.RawIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/unsubscribe-links}, and each line of its batch.
 *
 * @param purpose null: all e-mail marketing of the controller
 * @param ref handed back in a batch
 */
record LinkRequest(
        @Required String controller,
        @Nullable String purpose,
        @Required RawIdentifier recipient,
        @Nullable String ref) {}
