// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Brings all spellings of an identifier to one form, by a named profile per type that no tenant can change.
 *
 * <p>A profile never changes its answers; a better one gets a new name, because stored keys rest on the old. Thread-safe.
 */
public final class Normalisation {

    private static final int LONGEST = 1_000;
    private static final Map<IdentifierType, Profile> PROFILES = profiles();

    private Normalisation() {}

    /** Returns the identifier in its profile's form, or why there is none; the raw region stands before the default. */
    public static Normalised normalise(RawIdentifier raw, String defaultRegion) {
        if (raw.value().length() > LONGEST) {
            return new Normalised.Refused(IdentifierRefusal.INVALID);
        }
        if (PersonalIdentityCode.isIn(raw.value())) {
            return new Normalised.Refused(IdentifierRefusal.PERSONAL_IDENTITY_CODE);
        }
        Profile profile = profileOf(raw.type());
        String region = Objects.requireNonNullElse(raw.region(), defaultRegion);
        return profile.form()
                .apply(raw.value(), region)
                .map(value -> accepted(raw, profile, value))
                .orElseGet(() -> new Normalised.Refused(IdentifierRefusal.INVALID));
    }

    /** Returns the name of the profile by which identifiers of the type are normalised today. */
    public static String profileName(IdentifierType type) {
        return profileOf(type).name();
    }

    /** Looks again, because taking white space away may have put a code together. */
    private static Normalised accepted(RawIdentifier raw, Profile profile, String value) {
        return !value.equals(raw.value()) && PersonalIdentityCode.isIn(value)
                ? new Normalised.Refused(IdentifierRefusal.PERSONAL_IDENTITY_CODE)
                : new NormalisedIdentifier(raw.type(), profile.name(), value);
    }

    private static Profile profileOf(IdentifierType type) {
        return Objects.requireNonNull(PROFILES.get(type), "every type has a profile");
    }

    private static Map<IdentifierType, Profile> profiles() {
        Map<IdentifierType, Profile> profiles = new EnumMap<>(IdentifierType.class);
        profiles.put(IdentifierType.EMAIL, Profile.of(EmailProfile.NAME, EmailProfile::normalise));
        profiles.put(IdentifierType.PHONE, new Profile(PhoneProfile.NAME, PhoneProfile::normalise));
        profiles.put(IdentifierType.POSTAL, new Profile(PostalProfile.NAME, PostalProfile::normalise));
        profiles.put(
                IdentifierType.CUSTOMER_NUMBER, Profile.of(OpaqueProfiles.CUSTOMER, OpaqueProfiles::customerNumber));
        profiles.put(IdentifierType.DEVICE, Profile.of(OpaqueProfiles.DEVICE, OpaqueProfiles::device));
        profiles.put(IdentifierType.RESPONDENT, Profile.of(OpaqueProfiles.RESPONDENT, OpaqueProfiles::respondent));
        profiles.put(IdentifierType.EMAIL_DOMAIN, Profile.of(OpaqueProfiles.DOMAIN, OpaqueProfiles::emailDomain));
        profiles.put(IdentifierType.BUSINESS_ID, new Profile(BusinessIdProfile.NAME, BusinessIdProfile::normalise));
        return profiles;
    }

    private record Profile(String name, BiFunction<String, String, Optional<String>> form) {

        static Profile of(String name, Function<String, Optional<String>> form) {
            return new Profile(name, (value, region) -> form.apply(value));
        }
    }
}
