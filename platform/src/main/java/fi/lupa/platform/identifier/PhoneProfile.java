// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code lupa-phone-e164-1}: a number that its country's plan knows, as E.164.
 *
 * <p>Only digits and the usual separators are read; words, letters for digits and extensions are refused, because what
 * would be left over is a number that more people answer.
 */
final class PhoneProfile {

    static final String NAME = "lupa-phone-e164-1";

    private static final Pattern WRITTEN = Pattern.compile("[0-9 ()./-]*\\+?[0-9 ()./-]+");
    private static final int LONGEST = 40;

    private PhoneProfile() {}

    static Optional<String> normalise(String value, String region) {
        String written = TextForms.collapse(TextForms.plain(value));
        if (written.length() > LONGEST || !WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = plans.parse(written, region);
            return plans.isValidNumber(number)
                    ? Optional.of(plans.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
