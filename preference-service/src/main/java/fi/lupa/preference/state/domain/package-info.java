// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of freshness: how complete the held state is, and whether it may answer a question.
 *
 * <p>Invariant: no mark heard means no answer; within an epoch completeness never goes back.
 *
 * <p>Neighbours: fed by the tailer, asked by the answers; plain Java, time comes in as an argument.
 */
@NullMarked
package fi.lupa.preference.state.domain;

import org.jspecify.annotations.NullMarked;
