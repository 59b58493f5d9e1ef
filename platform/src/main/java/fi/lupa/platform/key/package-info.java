// SPDX-License-Identifier: Apache-2.0
/**
 * Key material: derivation and the files it is mounted from.
 *
 * <p>Invariant: one secret never serves two uses; each use derives its own key under its own label.
 *
 * <p>Neighbours: identifier and token derive here; the services mount the files.
 */
@NullMarked
package fi.lupa.platform.key;

import org.jspecify.annotations.NullMarked;
