// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of one-click unsubscribe.
 *
 * <p>Invariant: over HTTP, against the real stores.
 *
 * <p>Neighbours: the tests of {@code capture} lend their tenant and bodies.
 */
@NullMarked
package fi.lupa.consent.unsubscribe;

import org.jspecify.annotations.NullMarked;
