// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.platform.identifier.IdentifierType;
import org.jspecify.annotations.Nullable;

/** What kind of list is sent. */
enum ListKind {
    /** Whom the controller itself wants to spare; it only grows. */
    OWN(null, Reason.MANUAL),
    PHONE_REGISTER("phone", Reason.REGISTER),
    POSTAL_REGISTER("postal", Reason.REGISTER);

    private final @Nullable String means;
    private final Reason usual;

    ListKind(@Nullable String means, Reason usual) {
        this.means = means;
        this.usual = usual;
    }

    boolean isRegister() {
        return means != null;
    }

    ListName name(String controller) {
        return means == null ? ListName.own(controller) : ListName.register(means, controller);
    }

    /** The type of its identifiers; for an own list that of each value, unless one is given. */
    @Nullable
    IdentifierType type() {
        return switch (this) {
            case OWN -> null;
            case PHONE_REGISTER -> IdentifierType.PHONE;
            case POSTAL_REGISTER -> IdentifierType.POSTAL;
        };
    }

    Reason usualReason() {
        return usual;
    }
}
