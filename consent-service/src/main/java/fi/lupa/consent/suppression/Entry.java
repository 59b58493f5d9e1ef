// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.platform.identifier.IdentifierKey;
import java.util.HexFormat;

/** One identifier on a list. */
public record Entry(IdentifierKey key, Reason reason) {

    private static final int BLOCK_DIGITS = 3;

    /** The first twelve bits of the key, in hexadecimal digits. */
    String block() {
        return HexFormat.of().formatHex(key.bytes(), 0, 2).substring(0, BLOCK_DIGITS);
    }
}
