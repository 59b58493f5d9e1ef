// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import fi.lupa.consent.capture.Required;

/**
 * Body of {@code POST /v1/rights-requests/{id}/proof-openings}.
 *
 * @param caseReference by which the case is known; no name of anybody
 */
record OpeningBody(@Required String controller, @Required String caseReference) {}
