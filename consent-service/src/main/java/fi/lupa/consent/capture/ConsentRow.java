// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a consent record's row has beyond its fact. */
record ConsentRow(
        UUID receiptId, @Nullable Integer ref, @Nullable UUID supersedes) {}
