// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import org.jspecify.annotations.Nullable;

/**
 * A place in the gap-proof chain of one subject or one controller.
 *
 * @param n 0, 1, 2 … across the logs of all years
 * @param previous {@code log:index} of the entry before, none for the first
 */
public record Chain(long n, @Nullable String previous) {

    /** Where a chain begins. */
    public static final Chain FIRST = new Chain(0, null);

    /** Returns the place after this one, which got that index in that log. */
    public Chain next(String log, long index) {
        return new Chain(n + 1, log + ":" + index);
    }
}
