// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.Required;

/** A recipient of data (GDPR 4(9)). */
record DisclosedTo(@Required RecipientKind kind, @Required String key) {}
