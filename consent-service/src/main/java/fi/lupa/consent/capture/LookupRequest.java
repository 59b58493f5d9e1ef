// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonFormat;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;

/** Body of {@code POST /v1/subjects/lookup}: one identifier, or several of one person as in a capture. */
record LookupRequest(
        @Required String controller,

        @Required @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<RawIdentifier> recipient) {}
