// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;

/** Turns a request into a keyed hash: a plain one of a body with an address in it could be guessed. Thread-safe. */
public final class RequestFingerprint {

    private static final byte[] LABEL = "lupa-idempotency".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec key;

    RequestFingerprint(byte[] linkKey) {
        key = Digests.hmacKey(Hkdf.derive(linkKey, LABEL));
    }

    /** Returns the fingerprint of a request to this place with these bytes as its body. */
    public byte[] of(String method, String path, byte[] body) {
        byte[] place = (method + " " + path).getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(place.length).array();
        return Digests.hmac(key, length, place, body);
    }

    @Override
    public String toString() {
        return "RequestFingerprint";
    }
}
