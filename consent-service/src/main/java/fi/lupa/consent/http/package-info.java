// SPDX-License-Identifier: Apache-2.0
/**
 * What every resource of the service shares: the body's guard, idempotency keys, refusals of the journal, limits.
 *
 * <p>Invariant: no body that holds a personal identity code reaches a resource.
 *
 * <p>Neighbours: used by all resources; builds on {@code store} and the platform's problems.
 */
@NullMarked
package fi.lupa.consent.http;

import org.jspecify.annotations.NullMarked;
