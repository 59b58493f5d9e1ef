// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import java.util.UUID;

/** Supplies new unique ids; implementations say in which order they sort. */
@FunctionalInterface
public interface Ids {

    UUID next();
}
