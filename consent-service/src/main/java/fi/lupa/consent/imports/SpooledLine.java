// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import org.jspecify.annotations.Nullable;

/**
 * One line of a body.
 *
 * @param fault why it cannot be read, and then there is no text
 */
record SpooledLine(
        int number, @Nullable String text, @Nullable String fault) {

    @Override
    public String toString() {
        return "SpooledLine[" + number + "]";
    }
}
