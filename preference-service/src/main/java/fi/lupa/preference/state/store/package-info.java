// SPDX-License-Identifier: Apache-2.0
/**
 * The PostgreSQL side of the state: what the projector writes, what a starting replica loads, what an auditor reads.
 *
 * <p>Invariant: what was read and how far it was read are committed together; a "no" that cannot be read leaves no "yes".
 *
 * <p>Neighbours: written by the feed's projector; the writer sees all tenants, the reader only the one that is set.
 */
@NullMarked
package fi.lupa.preference.state.store;

import org.jspecify.annotations.NullMarked;
