// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code lupa-businessid-1}: a Finnish business id as {@code 1234567-1}, its check digit right; another country's number
 * as country code and letters and digits.
 */
final class BusinessIdProfile {

    static final String NAME = "lupa-businessid-1";

    private static final Pattern FINNISH = Pattern.compile("(?:FI ?)?(\\d{6,7}) ?-? ?(\\d)");
    private static final Pattern SEPARATORS = Pattern.compile("[ ./-]");
    private static final Pattern FOREIGN = Pattern.compile("[A-Z0-9]{4,30}");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2};
    private static final int MODULUS = 11;
    private static final int NO_CHECK_DIGIT = 10;

    private BusinessIdProfile() {}

    static Optional<String> normalise(String value, String region) {
        String written = TextForms.collapse(TextForms.plain(value)).toUpperCase(Locale.ROOT);
        String country = region.toUpperCase(Locale.ROOT);
        return "FI".equals(country) || written.startsWith("FI") ? finnish(written) : foreign(written, country);
    }

    private static Optional<String> finnish(String written) {
        Matcher form = FINNISH.matcher(written);
        if (!form.matches()) {
            return Optional.empty();
        }
        String number = form.group(1).length() == WEIGHTS.length ? form.group(1) : "0" + form.group(1);
        int checkDigit = Character.digit(form.group(2).charAt(0), 10);
        return checkDigit(number) == checkDigit ? Optional.of(number + "-" + checkDigit) : Optional.empty();
    }

    private static int checkDigit(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(number.charAt(i), 10);
        }
        int rest = sum % MODULUS;
        // A rest of 1 would need the digit 10: such numbers are not given out, and no single digit equals it.
        return rest == 0 ? 0 : rest == 1 ? NO_CHECK_DIGIT : MODULUS - rest;
    }

    private static Optional<String> foreign(String written, String country) {
        String number = SEPARATORS.matcher(written).replaceAll("");
        String named = number.startsWith(country) ? number : country + number;
        return FOREIGN.matcher(named).matches() ? Optional.of(named) : Optional.empty();
    }
}
