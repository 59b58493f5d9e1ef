// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.IdentifierType;
import java.util.Map;

/** An identifier of the recipient, and under which reference its subject has it. */
record OwnIdentifier(int ref, IdentifierType type, String given) {

    /** The identifier as a personal field of a fact. */
    PersonalField field() {
        return new PersonalField("identifier." + ref, Map.of("type", type.name(), "value", given));
    }

    @Override
    public String toString() {
        return type + "[…]";
    }
}
