// SPDX-License-Identifier: Apache-2.0
/**
 * Records what a person permitted and prohibited, with the proof.
 *
 * <p>Invariant: a fact is appended in one transaction with its journal row and never edited; a "no" is lifted only by the person. Neighbours: the other services, through Kafka topics only.
 */
@NullMarked
package fi.lupa.consent;

import org.jspecify.annotations.NullMarked;
