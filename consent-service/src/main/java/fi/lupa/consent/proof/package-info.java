// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept of an erased person as proof: sealed, opened by two people for a named case, destroyed at its date.
 *
 * <p>Invariant: a proof holds no address and no evidence, is sealed under a key of its own, and no other key of ours opens it.
 *
 * <p>Neighbours: {@code rights} seals at an erasure, {@code vault} keeps the keys, {@code store} destroys at the date.
 */
@NullMarked
package fi.lupa.consent.proof;

import org.jspecify.annotations.NullMarked;
