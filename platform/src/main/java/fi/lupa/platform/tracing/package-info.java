// SPDX-License-Identifier: Apache-2.0
/**
 * One trace from a request through the journal and Kafka to the projection and the log entry.
 *
 * <p>Invariant: nothing is traced unless an endpoint is set, and nothing but what {@code LeanSpans} lists leaves the process.
 *
 * <p>Neighbours: the journal keeps where a fact's trace goes on, the relay hands it to Kafka, the readers of the topics end it.
 */
@NullMarked
package fi.lupa.platform.tracing;

import org.jspecify.annotations.NullMarked;
