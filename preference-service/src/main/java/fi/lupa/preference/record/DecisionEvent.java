// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event about decisions, on its way to the log.
 *
 * @param id a version 7 UUID that stays the same when the event is sent again
 * @param kind the part of the CloudEvents type between {@code fi.lupa.} and {@code .v1}
 * @param key the Kafka key: events of one key stay in order
 * @param at when what it tells was complete
 * @param value JSON with a member {@code tenant}
 */
public record DecisionEvent(TenantId tenant, UUID id, String kind, String key, Instant at, String value) {}
