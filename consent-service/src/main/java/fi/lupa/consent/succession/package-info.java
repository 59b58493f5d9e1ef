// SPDX-License-Identifier: Apache-2.0
/**
 * Carries what people have prohibited from a controller to its successor.
 *
 * <p>Invariant: a no follows the business, whenever it is said; a yes names a legal person and never does.
 *
 * <p>Neighbours: the {@code journal} says who has said something, {@code capture} writes the objections, {@code suppression} has the lists.
 */
@NullMarked
package fi.lupa.consent.succession;

import org.jspecify.annotations.NullMarked;
