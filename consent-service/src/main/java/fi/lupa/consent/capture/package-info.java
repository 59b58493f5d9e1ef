// SPDX-License-Identifier: Apache-2.0
/**
 * Takes in what people said: consents, refusals, withdrawals, objections, and what is known about a contact.
 *
 * <p>Invariant: record, evidence, state and journal row are committed together or not at all; nothing is stored of a refused request.
 *
 * <p>Neighbours: {@code permission} folds, {@code subject} finds who is meant, {@code vault} keeps what is personal, {@code journal} tells the rest.
 */
@NullMarked
package fi.lupa.consent.capture;

import org.jspecify.annotations.NullMarked;
