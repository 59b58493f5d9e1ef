// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was logged; says where, and nothing of what is in it.
 *
 * @param log the log it was found in; null if what is kept outside the database says it, which names the log itself
 */
record Finding(@Nullable String log, String what) {

    @Override
    public String toString() {
        return log == null ? what : "log " + log + ": " + what;
    }
}
