// SPDX-License-Identifier: Apache-2.0
/**
 * Says what of a person's state at a controller holds at its successor.
 *
 * <p>Invariant: every prohibition, as it was or wider; no permission.
 *
 * <p>Neighbours: {@code permission.domain} has the state.
 */
@NullMarked
package fi.lupa.consent.succession.domain;

import org.jspecify.annotations.NullMarked;
