// SPDX-License-Identifier: Apache-2.0
/**
 * How long evidence is kept, by policies with a justification, and the worker that destroys it afterwards.
 *
 * <p>Invariant: only evidence on which nothing rests is ever destroyed; no record, no state and no list is touched, so no answer becomes a yes.
 *
 * <p>Neighbours: {@code vault} keeps what is destroyed here, {@code proof} asks how long it is kept.
 */
@NullMarked
package fi.lupa.consent.retention;

import org.jspecify.annotations.NullMarked;
