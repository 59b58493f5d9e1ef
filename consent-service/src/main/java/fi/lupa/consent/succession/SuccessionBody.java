// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.capture.Required;

/**
 * Body of {@code POST /v1/successions}.
 *
 * @param controller who was the controller
 * @param successor who takes its place, in the same register
 */
record SuccessionBody(@Required String controller, @Required String successor) {}
