// SPDX-License-Identifier: Apache-2.0
/**
 * The process itself: serves by default, or does one operator's job and ends.
 *
 * <p>Invariant: a job opens no port, relays nothing and ends with 0 only when it did all it says.
 *
 * <p>Neighbours: calls the feature whose job it is.
 */
@NullMarked
package fi.lupa.consent.operation;

import org.jspecify.annotations.NullMarked;
