// SPDX-License-Identifier: Apache-2.0
/**
 * Stops that come in by text message, letter, complaint and bounce.
 *
 * <p>Invariant: what was recorded is read from the subject's state and the vault, not from the answer alone.
 *
 * <p>Neighbours: {@code capture}'s test bodies and tenant.
 */
@NullMarked
package fi.lupa.consent.inbound;

import org.jspecify.annotations.NullMarked;
