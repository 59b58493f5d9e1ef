// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps the append-only log of all facts.
 *
 * <p>Invariant: nothing is updated or deleted; every Kafka offset is accounted for exactly once. Neighbours: the other services, through Kafka topics only.
 */
@NullMarked
package fi.lupa.audit;

import org.jspecify.annotations.NullMarked;
