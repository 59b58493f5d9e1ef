// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept of an erased person, over HTTP and in the tables.
 *
 * <p>Invariant: the same as that of the package itself.
 *
 * <p>Neighbours: the tests of {@code rights}.
 */
@NullMarked
package fi.lupa.consent.proof;

import org.jspecify.annotations.NullMarked;
