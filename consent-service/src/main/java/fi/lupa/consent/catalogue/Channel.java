// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/** A way of reaching somebody, or of reading from their device. */
public enum Channel {
    EMAIL,
    SMS,
    MMS,
    PUSH,
    IN_APP,
    SOCIAL_MESSAGE,
    VOICE_HUMAN,
    VOICE_AUTOMATED,
    POST_ADDRESSED,
    FAX,
    WEB_STORAGE,
    AD_AUDIENCE,
    IN_PERSON
}
