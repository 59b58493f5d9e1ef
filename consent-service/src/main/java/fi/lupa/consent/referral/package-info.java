// SPDX-License-Identifier: Apache-2.0
/**
 * People who turn to a processor: they are told who is responsible, and what they want reaches that controller with the clock already running.
 *
 * <p>Invariant: a stop is in force at every controller it is for in one transaction; who merely knows an address learns nothing of who holds it.
 *
 * <p>Neighbours: {@code rights} opens the requests, {@code capture} finds the people, records the stops and queues the letters.
 */
@NullMarked
package fi.lupa.consent.referral;

import org.jspecify.annotations.NullMarked;
