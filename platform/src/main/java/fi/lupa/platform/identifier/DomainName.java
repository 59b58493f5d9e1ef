// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a domain name as lower-case A-labels.
 *
 * <p>The JDK maps by IDNA 2003, which makes {@code ß} two letters and drops joiners, while today's registries hold those
 * as names of their own. Where the two readings differ the name is refused: the sender can give the A-label itself.
 */
final class DomainName {

    private static final Pattern READ_DIFFERENTLY = Pattern.compile("[ßẞς\u200C\u200D]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\s\\p{Z}]");
    private static final int LONGEST = 253;

    private DomainName() {}

    static Optional<String> normalise(String text) {
        if (READ_DIFFERENTLY.matcher(text).find() || INVISIBLE.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(TextForms.lower(text), IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            String name = withoutRoot(TextForms.lower(ascii));
            return isUsable(name) ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isUsable(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && !name.startsWith(".") && !name.contains("..");
    }
}
