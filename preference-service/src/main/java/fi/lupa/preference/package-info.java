// SPDX-License-Identifier: Apache-2.0
/**
 * Answers whether a controller may contact somebody.
 *
 * <p>Invariant: unknown, stale or doubtful is never "yes". Neighbours: the other services, through Kafka topics only.
 */
@NullMarked
package fi.lupa.preference;

import org.jspecify.annotations.NullMarked;
