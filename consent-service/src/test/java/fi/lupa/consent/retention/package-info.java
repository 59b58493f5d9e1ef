// SPDX-License-Identifier: Apache-2.0
/**
 * Retention over HTTP and over simulated years.
 *
 * <p>Invariant: the same as that of the package itself.
 *
 * <p>Neighbours: the tests of {@code capture} make the people.
 */
@NullMarked
package fi.lupa.consent.retention;

import org.jspecify.annotations.NullMarked;
