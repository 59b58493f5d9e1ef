// SPDX-License-Identifier: Apache-2.0
/**
 * Shows an auditor what came over the topics and could not be read.
 *
 * <p>Invariant: where and why, never what; a tenant sees its own, and of what names no tenant only that it happened.
 *
 * <p>Neighbours: the state feature's projector writes the rows; row-level security holds them apart.
 */
@NullMarked
package fi.lupa.preference.rejection;

import org.jspecify.annotations.NullMarked;
