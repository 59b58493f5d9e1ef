// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.Map;
import java.util.Set;

/** A way to reach somebody; channels of one family share a CHANNEL objection. */
public enum Channel {
    EMAIL(Family.EMAIL),
    SMS(Family.TEXT),
    MMS(Family.TEXT),
    VOICE_HUMAN(Family.VOICE),
    VOICE_AUTOMATED(Family.VOICE),
    FAX(Family.FAX),
    POST_ADDRESSED(Family.POST),
    PUSH(Family.APP),
    IN_APP(Family.APP),
    SOCIAL_MESSAGE(Family.SOCIAL),
    WEB_STORAGE(Family.DEVICE),
    AD_AUDIENCE(Family.DEVICE),
    IN_PERSON(Family.IN_PERSON);

    private static final Set<IdentifierType> PHONE = Set.of(IdentifierType.PHONE);
    private static final Set<IdentifierType> APP = Set.of(IdentifierType.DEVICE, IdentifierType.CUSTOMER_NUMBER);
    private static final Map<Channel, Set<IdentifierType>> REACHED_BY = Map.ofEntries(
            Map.entry(EMAIL, Set.of(IdentifierType.EMAIL)),
            Map.entry(SMS, PHONE),
            Map.entry(MMS, PHONE),
            Map.entry(VOICE_HUMAN, PHONE),
            Map.entry(VOICE_AUTOMATED, PHONE),
            Map.entry(FAX, PHONE),
            Map.entry(POST_ADDRESSED, Set.of(IdentifierType.POSTAL)),
            Map.entry(PUSH, APP),
            Map.entry(IN_APP, APP),
            Map.entry(SOCIAL_MESSAGE, Set.of(IdentifierType.CUSTOMER_NUMBER)),
            Map.entry(WEB_STORAGE, Set.of(IdentifierType.DEVICE)),
            Map.entry(
                    AD_AUDIENCE,
                    Set.of(
                            IdentifierType.EMAIL,
                            IdentifierType.PHONE,
                            IdentifierType.DEVICE,
                            IdentifierType.CUSTOMER_NUMBER)),
            Map.entry(IN_PERSON, Set.of(IdentifierType.values())));

    private final Family family;

    Channel(Family family) {
        this.family = family;
    }

    boolean sharesFamilyWith(Channel other) {
        return family == other.family;
    }

    /** Tells whether an identifier of this type leads to somebody on this channel. */
    public boolean reaches(IdentifierType type) {
        return REACHED_BY.getOrDefault(this, Set.of()).contains(type);
    }

    private enum Family {
        EMAIL,
        TEXT,
        VOICE,
        FAX,
        POST,
        APP,
        SOCIAL,
        DEVICE,
        IN_PERSON
    }
}
