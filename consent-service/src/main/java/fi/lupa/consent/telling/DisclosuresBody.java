// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.Required;
import java.util.List;

/** Body of {@code POST /v1/disclosures/batch}. */
record DisclosuresBody(@Required List<DisclosureBody> disclosures) {}
