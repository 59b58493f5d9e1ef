// SPDX-License-Identifier: Apache-2.0
/**
 * Ids, time and the JSON rules that every service shares.
 *
 * <p>Invariant: ids from one process sort in the order they were made; every instant on the wire is UTC with three decimals.
 *
 * <p>Neighbours: used by everything; uses only the JDK and Jackson.
 */
@NullMarked
package fi.lupa.platform.id;

import org.jspecify.annotations.NullMarked;
