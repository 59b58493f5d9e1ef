// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;

/** Body of {@code POST /v1/subjects/split}: which identifiers are somebody else's. */
record SplitBody(@Required String subject, @Required List<RawIdentifier> identifiers) {}
