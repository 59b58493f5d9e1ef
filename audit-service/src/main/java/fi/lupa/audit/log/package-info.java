// SPDX-License-Identifier: Apache-2.0
/**
 * Ingestion: the one sequencer that turns what the topics hold into lines of the logs, each once, in order.
 *
 * <p>Invariant: entries + duplicates + rejections + markers = offsets consumed, and offsets, lines, chains and heads commit in one transaction.
 *
 * <p>Neighbours: reads Kafka and writes PostgreSQL as {@code lupa_audit_writer}; lines come from leaf, roots from merkle. Plain
 * JDBC on purpose: whole sets go in by one statement each, and there is no entity to map.
 */
@NullMarked
package fi.lupa.audit.log;

import org.jspecify.annotations.NullMarked;
