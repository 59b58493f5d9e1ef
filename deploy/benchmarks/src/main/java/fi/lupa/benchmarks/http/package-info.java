// SPDX-License-Identifier: Apache-2.0
/**
 * A small HTTP/1.1 client on raw sockets that costs little CPU, so that the service is measured and not the client.
 *
 * <p>Invariant: in an open loop a request's time runs from the moment it was due, whether or not it could be sent then. Neighbours: it knows
 * nothing of Lupa; the figures give it requests and checks.
 */
@NullMarked
package fi.lupa.benchmarks.http;

import org.jspecify.annotations.NullMarked;
