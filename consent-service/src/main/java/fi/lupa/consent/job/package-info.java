// SPDX-License-Identifier: Apache-2.0
/**
 * Long work and how far it is.
 *
 * <p>Invariant: what a job says it has done is committed; a job whose process died says so.
 *
 * <p>Neighbours: list uploads and imports keep their counts here.
 */
@NullMarked
package fi.lupa.consent.job;

import org.jspecify.annotations.NullMarked;
