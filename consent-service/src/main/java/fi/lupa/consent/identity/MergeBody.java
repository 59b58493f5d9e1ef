// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.capture.Required;

/** Body of {@code POST /v1/subjects/merge}: two subject ids, and for the vault how it is known that they are one person. */
record MergeBody(
        @Required String controller,
        @Required String from,
        @Required String into,
        @Required String reason) {}
