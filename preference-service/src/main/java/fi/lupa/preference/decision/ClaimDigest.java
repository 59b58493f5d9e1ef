// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The form in which a state holds the claims to a callback: SHA-256 in hex of the claim's text. */
public final class ClaimDigest {

    private ClaimDigest() {}

    /** Returns the digest of a claim as it was handed out; null for none. */
    public static @Nullable String of(@Nullable String claim) {
        return claim == null ? null : HexFormat.of().formatHex(Digests.sha256(claim.getBytes(StandardCharsets.UTF_8)));
    }
}
