// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;

/** Body of {@code POST /v1/subjects/lookup}. */
record LookupRequest(@Required String controller, @Required List<RawIdentifier> recipient) {}
