// SPDX-License-Identifier: Apache-2.0
/**
 * Who is one person: explicit merges and splits of subjects.
 *
 * <p>Invariant: neither makes a yes: the prohibitions of both sides hold on both, and a permission stays with its identifier.
 *
 * <p>Neighbours: {@code permission} folds both, {@code subject} moves the identifiers, {@code capture} writes the facts.
 */
@NullMarked
package fi.lupa.consent.identity;

import org.jspecify.annotations.NullMarked;
