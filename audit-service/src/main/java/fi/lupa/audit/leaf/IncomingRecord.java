// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, without any trust in it.
 *
 * @param headers the last value of each header, decoded
 */
@SuppressWarnings("ArrayRecordComponent") // Carried once from the consumer to the reader, never compared.
public record IncomingRecord(
        Feed feed, Source source, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {}
