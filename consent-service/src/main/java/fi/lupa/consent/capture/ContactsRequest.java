// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.ContactKind;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/contacts}. */
record ContactsRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Nullable ContactKind kind,
        ContactRequest.@Nullable Organisation organisation,
        @Items @Nullable List<ContactRequest.WorkDuty> workDuties,
        ContactRequest.@Nullable Age age,
        ContactRequest.@Nullable Source source,
        @Nullable String language,
        @Nullable String timeZone) {

    ContactRequest contact() {
        return new ContactRequest(kind, organisation, workDuties, age, source, language, timeZone);
    }
}
