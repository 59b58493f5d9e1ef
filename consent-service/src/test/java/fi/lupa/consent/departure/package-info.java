// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of departures.
 *
 * <p>Invariant: everything goes in over HTTP; the worker is the service's own.
 *
 * <p>Neighbours: the fixtures of {@code capture}.
 */
@NullMarked
package fi.lupa.consent.departure;

import org.jspecify.annotations.NullMarked;
