// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

/**
 * Reads and writes inside a transaction whose locks are held. It may run more than once, each time after a full roll-back, so it must
 * have no effect outside the database.
 */
@FunctionalInterface
public interface Work<T> {

    T run(CaptureContext context);
}
