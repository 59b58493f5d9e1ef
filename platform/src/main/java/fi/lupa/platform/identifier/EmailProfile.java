// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code lupa-email-1}: trimmed, NFC, one separating {@code @}, the domain as A-labels, all in lower case.
 *
 * <p>Nothing is cut after a plus sign and no dot is removed: whose mailbox that is only its provider knows.
 */
final class EmailProfile {

    static final String NAME = "lupa-email-1";

    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cc}\\p{Cf}\\s\\p{Z}@<>()\\[\\],;:\\\\\"]+");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\\p{Cc}\\p{Cf}]|\\\\[^\\p{Cc}\\p{Cf}])+\"");
    private static final int LONGEST = 254;

    private EmailProfile() {}

    static Optional<String> normalise(String value) {
        return PlainEmail.is(value) ? Optional.of(value) : normaliseAny(value);
    }

    /** Does it for every address, also for one that needs none of it. */
    static Optional<String> normaliseAny(String value) {
        String address = TextForms.nfc(TextForms.trim(value));
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String local = TextForms.lower(address.substring(0, at));
        if (!PLAIN.matcher(local).matches() && !QUOTED.matcher(local).matches()) {
            return Optional.empty();
        }
        return DomainName.normalise(address.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(whole -> whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST);
    }
}
