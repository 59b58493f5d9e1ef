// SPDX-License-Identifier: Apache-2.0
/**
 * Calls that a machine handles, over HTTP and against the real stores.
 *
 * <p>Invariant: a stop in a call leaves no yes behind, whatever comes after it or beside it.
 *
 * <p>Neighbours: {@code capture} has the tenant of a test.
 */
@NullMarked
package fi.lupa.consent.call;

import org.jspecify.annotations.NullMarked;
