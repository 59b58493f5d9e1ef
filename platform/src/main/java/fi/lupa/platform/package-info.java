// SPDX-License-Identifier: Apache-2.0
/**
 * What must be the same in all three services by its nature.
 *
 * <p>Invariant: no domain type and no event class of a service ever lives here.
 */
@NullMarked
package fi.lupa.platform;

import org.jspecify.annotations.NullMarked;
