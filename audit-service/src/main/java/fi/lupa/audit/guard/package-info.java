// SPDX-License-Identifier: Apache-2.0
/**
 * Refuses to start on a database that could lose what it acknowledged, or in a role that could change what is logged.
 *
 * <p>Invariant: every refusal is named; what is only weaker than it should be shows in the health answer.
 *
 * <p>Neighbours: asks PostgreSQL before the log's sequencer starts; nobody calls it.
 */
@NullMarked
package fi.lupa.audit.guard;

import org.jspecify.annotations.NullMarked;
