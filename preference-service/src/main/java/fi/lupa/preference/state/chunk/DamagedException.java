// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.chunk;

import java.io.IOException;

/** A file does not say what was once written to it. */
public final class DamagedException extends IOException {

    /** Makes one that says what is wrong with the file, not what it holds. */
    public DamagedException(String message) {
        super(message);
    }
}
