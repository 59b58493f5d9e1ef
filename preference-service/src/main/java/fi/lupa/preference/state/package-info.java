// SPDX-License-Identifier: Apache-2.0
/**
 * What is known about subjects and catalogues, held in memory for answers and in PostgreSQL for restarts and history.
 *
 * <p>Invariant: an answer rests on memory only, and never on state that is less complete than the marks say.
 *
 * <p>Neighbours: fed by consent-service's topics; asked by the answer feature; the rules' records come from decision.domain.
 */
@NullMarked
package fi.lupa.preference.state;

import org.jspecify.annotations.NullMarked;
