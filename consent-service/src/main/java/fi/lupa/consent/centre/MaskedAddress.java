// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

/** A mail address as it is shown to whoever holds a link: enough for its owner to know it by. */
final class MaskedAddress {

    private static final String DOTS = "•••";

    private MaskedAddress() {}

    /** Returns {@code m•••@e•••.fi} for {@code maija@example.fi}. */
    static String of(String address) {
        String text = address.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return DOTS;
        }
        String domain = text.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        String end = dot < 0 ? "" : domain.substring(dot);
        return first(text) + DOTS + "@" + first(domain) + DOTS + end;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
