// SPDX-License-Identifier: Apache-2.0
/**
 * Requests under GDPR 15 to 21: their clock, what they stop while they are open, restriction and erasure.
 *
 * <p>Invariant: contact stops with the transaction that records the request; after an erasure no key of ours opens anything of the person, and a
 * tombstone refuses the way back to everything but the person's own act.
 *
 * <p>Neighbours: {@code capture} finds the people and writes the facts, {@code suppression} keeps tombstones, {@code subject} destroys.
 */
@NullMarked
package fi.lupa.consent.rights;

import org.jspecify.annotations.NullMarked;
