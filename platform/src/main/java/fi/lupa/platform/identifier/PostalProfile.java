// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code lupa-postal-1}: name, street, postcode and country; words of letters and digits in lower case.
 *
 * <p>The city is left out: the postcode says it, and Helsinki is Helsingfors too. The name is needed, because a
 * prohibition is a person's and not a house's.
 */
final class PostalProfile {

    static final String NAME = "lupa-postal-1";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern COUNTRY_PREFIX = Pattern.compile("^(?:FI|FIN|SE|AX)(?=\\d)");
    private static final Pattern FINNISH = Pattern.compile("\\d{5}");
    private static final Pattern ANY = Pattern.compile("[A-Z0-9]{2,12}");
    private static final int LONGEST = 500;

    private PostalProfile() {}

    static Optional<String> normalise(String value, String region) {
        return value.length() > LONGEST
                ? Optional.empty()
                : PostalAddress.parse(value).flatMap(address -> normalise(address, region));
    }

    private static Optional<String> normalise(PostalAddress address, String region) {
        String name = words(address.name());
        String street = words(address.street());
        String country = country(address.country(), region);
        String postcode = postcode(address.postcode());
        boolean usable = !name.isEmpty() && !street.isEmpty() && isPostcode(postcode, country);
        return usable ? Optional.of(String.join("\n", name, street, postcode, country)) : Optional.empty();
    }

    private static String words(@Nullable String text) {
        String plain = TextForms.lower(TextForms.plain(text == null ? "" : text));
        return NOT_A_WORD.matcher(plain).replaceAll(" ").strip();
    }

    private static String postcode(@Nullable String text) {
        String upper = words(text).replace(" ", "").toUpperCase(Locale.ROOT);
        return COUNTRY_PREFIX.matcher(upper).replaceFirst("");
    }

    private static String country(@Nullable String country, String region) {
        String code = words(country).toUpperCase(Locale.ROOT);
        return code.isEmpty() ? region.toUpperCase(Locale.ROOT) : code;
    }

    private static boolean isPostcode(String postcode, String country) {
        Pattern form = "FI".equals(country) || "AX".equals(country) ? FINNISH : ANY;
        return COUNTRIES.contains(country) && form.matcher(postcode).matches();
    }
}
