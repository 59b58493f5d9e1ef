// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import org.jspecify.annotations.Nullable;

/** An HTTP answer as it is kept for repetition: byte for byte. The array is handed through and must not be changed. */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
public record Answer(
        int status, String contentType, @Nullable String location, byte[] body) {}
