// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.subtle.Ed25519Sign;
import fi.lupa.consent.vault.SigningSeeds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Signs receipts: a JWT with the receipt as a claim, as JWS with Ed25519 (RFC 7515, RFC 8037). Thread-safe. */
@ApplicationScoped
class SignedReceipts {

    private static final String USE = "receipt";
    private static final String ALGORITHM = "EdDSA";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ObjectMapper json;
    private final ReceiptConfig config;
    private final String keyId;
    private final Ed25519Sign signer;
    private final Map<Integer, byte[]> publicKeys = new TreeMap<>();

    SignedReceipts(SigningSeeds seeds, ReceiptConfig config, ObjectMapper json) {
        this.json = json;
        this.config = config;
        keyId = keyId(seeds.current());
        try {
            Map<Integer, byte[]> all = seeds.seeds(USE);
            for (Map.Entry<Integer, byte[]> seed : all.entrySet()) {
                publicKeys.put(
                        seed.getKey(),
                        Ed25519Sign.KeyPair.newKeyPairFromSeed(seed.getValue()).getPublicKey());
            }
            signer = new Ed25519Sign(all.get(seeds.current()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    /** Returns the compact form. */
    String sign(Receipt receipt, ObjectNode document) {
        ObjectNode header = Ld.object().put("alg", ALGORITHM).put("kid", keyId).put("typ", "JWT");
        ObjectNode claims = Ld.object()
                .put("iss", config.publicUrl().toString())
                .put("jti", receipt.id().toString())
                .put("iat", receipt.recordedAt().getEpochSecond());
        claims.set("receipt", document);
        String signed = part(header) + "." + part(claims);
        try {
            return signed + "." + BASE64.encodeToString(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a receipt cannot be signed", e);
        }
    }

    /** Returns the public keys as a JWK set (RFC 7517). */
    ObjectNode keys() {
        ObjectNode set = Ld.object();
        ArrayNode keys = set.putArray("keys");
        publicKeys.forEach((version, key) -> keys.addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("use", "sig")
                .put("alg", ALGORITHM)
                .put("kid", keyId(version))
                .put("x", BASE64.encodeToString(key)));
        return set;
    }

    private static String keyId(int version) {
        return USE + "-" + version;
    }

    private String part(JsonNode node) {
        try {
            return BASE64.encodeToString(json.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt cannot be written", null);
        }
    }
}
