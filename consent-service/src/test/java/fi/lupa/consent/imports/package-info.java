// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of imports.
 *
 * <p>Invariant: over HTTP, against the real stores and topics.
 *
 * <p>Neighbours: the tests of {@code capture} lend their tenant and bodies.
 */
@NullMarked
package fi.lupa.consent.imports;

import org.jspecify.annotations.NullMarked;
