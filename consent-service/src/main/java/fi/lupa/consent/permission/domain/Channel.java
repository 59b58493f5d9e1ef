// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Set;

/** The ways to contact somebody; each has the family that a CHANNEL objection covers and the identifiers it is reached by. */
public enum Channel {
    EMAIL(Family.MAIL, IdentifierType.EMAIL),
    SMS(Family.TEXT, IdentifierType.PHONE),
    MMS(Family.TEXT, IdentifierType.PHONE),
    VOICE_HUMAN(Family.VOICE, IdentifierType.PHONE),
    VOICE_AUTOMATED(Family.VOICE, IdentifierType.PHONE),
    POST_ADDRESSED(Family.POST, IdentifierType.POSTAL),
    PUSH(Family.APP, IdentifierType.DEVICE, IdentifierType.CUSTOMER_NUMBER),
    IN_APP(Family.APP, IdentifierType.DEVICE, IdentifierType.CUSTOMER_NUMBER),
    SOCIAL_MESSAGE(Family.SOCIAL, IdentifierType.CUSTOMER_NUMBER),
    FAX(Family.FAX, IdentifierType.PHONE),
    WEB_STORAGE(Family.WEB, IdentifierType.DEVICE),
    AD_AUDIENCE(
            Family.WEB,
            IdentifierType.EMAIL,
            IdentifierType.PHONE,
            IdentifierType.DEVICE,
            IdentifierType.CUSTOMER_NUMBER),
    IN_PERSON(Family.PERSON, IdentifierType.values());

    private final Family family;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<IdentifierType> identifiers;

    Channel(Family family, IdentifierType... identifiers) {
        this.family = family;
        this.identifiers = Set.of(identifiers);
    }

    /** Returns whether an objection to the other channel covers this one. */
    public boolean sameFamily(Channel other) {
        return family == other.family;
    }

    /** Returns whether the channel reaches somebody by an identifier of this type. */
    public boolean reachedBy(IdentifierType type) {
        return identifiers.contains(type);
    }

    private enum Family {
        MAIL,
        TEXT,
        VOICE,
        POST,
        APP,
        SOCIAL,
        FAX,
        WEB,
        PERSON
    }
}
