// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the ledger of disclosures.
 *
 * <p>Invariant: over HTTP, as a controller's tool, its officer and a partner's client.
 *
 * <p>Neighbours: {@code capture} has the tenant of a test.
 */
@NullMarked
package fi.lupa.consent.telling;

import org.jspecify.annotations.NullMarked;
