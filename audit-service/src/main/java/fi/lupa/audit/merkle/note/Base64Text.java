// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 in its one canonical form: with padding, without spare bits. */
final class Base64Text {

    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Optional<byte[]> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return of(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
