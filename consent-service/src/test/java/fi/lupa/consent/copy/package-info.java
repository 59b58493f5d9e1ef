// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the words of copies.
 *
 * <p>Invariant: nothing is started; what copies hold is tested over HTTP where they are given out.
 *
 * <p>Neighbours: {@code rights} and {@code departure} have the tests over HTTP.
 */
@NullMarked
package fi.lupa.consent.copy;

import org.jspecify.annotations.NullMarked;
