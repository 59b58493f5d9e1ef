// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/** The profiles of ids that somebody gave out and only that somebody can read. */
final class OpaqueProfiles {

    static final String CUSTOMER = "lupa-customer-1";
    static final String DEVICE = "lupa-device-1";
    static final String RESPONDENT = "lupa-respondent-1";
    static final String DOMAIN = "lupa-domain-1";

    private static final Pattern CUSTOMER_NUMBER = Pattern.compile("[^\\p{C}\\p{Z}]{1,100}");
    private static final Pattern DEVICE_ID = Pattern.compile("[\\x21-\\x7E]{1,256}");
    private static final Pattern RESPONSE = Pattern.compile("[^\\p{C}/]{1,200}/[^\\p{C}/]{1,200}");
    private static final Pattern SPACE_AT_SLASH = Pattern.compile("\\p{Z}*/\\p{Z}*");

    private OpaqueProfiles() {}

    /** Without white space, lower case: people copy these numbers by hand. */
    static Optional<String> customerNumber(String value) {
        String number = TextForms.lower(TextForms.nfkc(TextForms.withoutSpaces(value)));
        return matching(CUSTOMER_NUMBER, TextForms.withoutSpaces(number));
    }

    /** Only trimmed: machines copy these, and case means something. */
    static Optional<String> device(String value) {
        return matching(DEVICE_ID, TextForms.trim(value));
    }

    /** Survey and response, each trimmed, case kept; exactly one slash. */
    static Optional<String> respondent(String value) {
        String joined =
                SPACE_AT_SLASH.matcher(TextForms.nfc(TextForms.trim(value))).replaceAll("/");
        return matching(RESPONSE, joined);
    }

    /** The domain part of {@code lupa-email-1}; one {@code @} before it is allowed. */
    static Optional<String> emailDomain(String value) {
        String domain = TextForms.nfc(TextForms.trim(value));
        return DomainName.normalise(domain.startsWith("@") ? domain.substring(1) : domain);
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
