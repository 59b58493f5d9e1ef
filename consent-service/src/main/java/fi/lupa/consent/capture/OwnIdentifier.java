// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.IdentifierType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An identifier of the recipient, and under which reference its subject has it. */
record OwnIdentifier(int ref, IdentifierType type, String given) {

    /** The one that an act of this method speaks for: one it shows control of, and rather an address than a device; else the first. */
    static OwnIdentifier shown(List<OwnIdentifier> own, CaptureMethod method) {
        return own.stream()
                .filter(identifier -> method.showsControl(identifier.type()))
                .min(Comparator.comparing(identifier -> identifier.type() == IdentifierType.DEVICE))
                .orElseGet(() -> own.get(0));
    }

    /** The identifier as a personal field of a fact. */
    PersonalField field() {
        return new PersonalField("identifier." + ref, Map.of("type", type.name(), "value", given));
    }

    @Override
    public String toString() {
        return type + "[…]";
    }
}
