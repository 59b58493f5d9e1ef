// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of this module share.
 *
 * <p>Invariant: nothing here stands in for a part of ours.
 *
 * <p>Neighbours: the local infrastructure.
 */
@NullMarked
package fi.lupa.consent.testing;

import org.jspecify.annotations.NullMarked;
