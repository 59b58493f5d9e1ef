// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import java.util.UUID;

/**
 * The name of a list.
 *
 * @param growsOnly whether nothing is ever taken from it
 */
public record ListName(String value, boolean growsOnly) {

    /** What a controller itself wants to spare. */
    public static ListName own(String controller) {
        return new ListName("own:" + controller, true);
    }

    /** Who was erased in an identity domain. */
    public static ListName erased(UUID domain) {
        return new ListName("erased:" + domain, true);
    }

    /** An industry register that a controller has loaded, by telephone or by post. */
    static ListName register(String means, String controller) {
        return new ListName(means + ":" + controller, false);
    }
}
