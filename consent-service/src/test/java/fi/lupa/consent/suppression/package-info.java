// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of suppression lists.
 *
 * <p>Invariant: over HTTP, against the real stores and topics.
 *
 * <p>Neighbours: the tests of {@code capture} lend their tenant.
 */
@NullMarked
package fi.lupa.consent.suppression;

import org.jspecify.annotations.NullMarked;
