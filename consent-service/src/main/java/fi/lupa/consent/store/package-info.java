// SPDX-License-Identifier: Apache-2.0
/**
 * Opens every transaction of the service: tenant, idempotency, locks and their order, and only then the work.
 *
 * <p>Invariant: nothing gives a transaction its xid before all its locks are held, so that journal order is revision order.
 *
 * <p>Neighbours: capture and catalogue run their work through {@link fi.lupa.consent.store.Transactions}; the epoch and the write gate
 * come from {@code journal}.
 */
@NullMarked
package fi.lupa.consent.store;

import org.jspecify.annotations.NullMarked;
