// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonValue;
import fi.lupa.consent.permission.domain.RecordState;

/** The kinds of facts this feature records, by their names on the wire: constants, never computed from anything. */
enum FactKind {
    CONSENT_REQUESTED("consent.requested"),
    CONSENT_GIVEN("consent.given"),
    CONSENT_REFUSED("consent.refused"),
    CONSENT_WITHDRAWN("consent.withdrawn"),
    CONSENT_ASKED("consent.asked"),
    CONSENT_NOT_DEMONSTRABLE("consent.not-demonstrable"),
    CONSENT_EXPIRED("consent.expired"),
    OBJECTION_RECORDED("objection.recorded"),
    OBJECTION_LIFTED("objection.lifted"),
    CONTACT_DESCRIBED("contact.described"),
    RELATIONSHIP_RECORDED("relationship.recorded"),
    PREFERENCES_SET("preferences.set"),
    CALLBACK_REQUESTED("callback.requested"),
    CALLBACK_CLAIMED("callback.claimed"),
    CALLBACK_USED("callback.used"),
    CONTACT_REPORTED("contact.reported");

    private final String wireName;

    FactKind(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }

    static FactKind of(RecordState state) {
        return switch (state) {
            case PENDING_CONFIRMATION -> CONSENT_REQUESTED;
            case GIVEN -> CONSENT_GIVEN;
            case REFUSED -> CONSENT_REFUSED;
            case WITHDRAWN -> CONSENT_WITHDRAWN;
            case NOT_ANSWERED -> CONSENT_ASKED;
            case NOT_DEMONSTRABLE -> CONSENT_NOT_DEMONSTRABLE;
            case EXPIRED -> CONSENT_EXPIRED;
        };
    }
}
