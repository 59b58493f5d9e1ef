// SPDX-License-Identifier: Apache-2.0
/**
 * What every resource of the service shares: the bytes of the body, idempotency keys, refusals of the journal.
 *
 * <p>Invariant: a fingerprint is made of the bytes that came, not of what was read from them.
 *
 * <p>Neighbours: used by all resources; builds on {@code store} and the platform's problems.
 */
@NullMarked
package fi.lupa.consent.http;

import org.jspecify.annotations.NullMarked;
