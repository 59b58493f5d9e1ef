// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** Where a record was read: every Kafka offset is accounted for by this. */
public record Source(String topic, int partition, long offset) {}
