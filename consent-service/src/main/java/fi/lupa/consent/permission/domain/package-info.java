// SPDX-License-Identifier: Apache-2.0
/**
 * The fold: from the facts about one subject to what stands.
 *
 * <p>Invariant: a prohibition disappears only by the person's own qualifying act, and then only for what that act names (GDPR 7(3), 21(3)).
 *
 * <p>Neighbours: {@code capture} makes the facts and stores the states; the preference-service reads the states by their JSON.
 */
@NullMarked
package fi.lupa.consent.permission.domain;

import org.jspecify.annotations.NullMarked;
