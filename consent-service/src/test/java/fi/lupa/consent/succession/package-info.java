// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the succession of controllers.
 *
 * <p>Invariant: over HTTP, against the real stores, with the follower running.
 *
 * <p>Neighbours: {@code capture} has the tenant of a test.
 */
@NullMarked
package fi.lupa.consent.succession;

import org.jspecify.annotations.NullMarked;
