// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.rejection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not taken in. Its place and digest are shown only to the tenant that its key names.
 *
 * @param closes for which catalogue entry, {@code kind:id:version}, or {@code *} for everything, answers are closed because of it
 */
public record RejectionView(
        UUID id,
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        String reason,
        @Nullable Integer size,
        @Nullable String sha256,
        @Nullable String closes,
        Instant recordedAt) {}
