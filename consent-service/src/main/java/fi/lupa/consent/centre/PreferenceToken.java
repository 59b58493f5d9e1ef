// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import java.time.Instant;

/** What a link to the preference centre says: whose page, at which controller, and until when it opens. */
record PreferenceToken(Addressees.Link link, Instant until) {}
