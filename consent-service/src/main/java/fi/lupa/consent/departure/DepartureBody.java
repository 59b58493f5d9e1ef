// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.capture.Required;
import java.time.Instant;

/**
 * Body of {@code PUT /v1/departures/{controller}}.
 *
 * @param endsAt when the contract ends or has ended
 * @param choice what the controller has chosen (GDPR 28(3)(g))
 * @param justification why, in words
 */
record DepartureBody(
        @Required Instant endsAt,
        @Required Departure.Choice choice,
        @Required String justification) {}
