// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The personal fields of one fact as disclosures (RFC 9901): base64url of {@code ["<salt>","name",value]}. The fact carries their digests
 * only; the disclosures go into the vault.
 */
final class Disclosures {

    static final String ALGORITHM = "sha-256";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int SALT_LENGTH = 16;
    private static final int DIGEST_LENGTH = 32;

    private final List<String> disclosures;
    private final List<String> digests;

    private Disclosures(List<String> disclosures, List<String> digests) {
        this.disclosures = disclosures;
        this.digests = digests.stream().sorted().toList();
    }

    /** Makes a disclosure of each field, with a new salt; without any field a decoy digest, so that "none" does not show. */
    static Disclosures of(List<PersonalField> fields, RandomGenerator random) {
        List<String> disclosures = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (PersonalField field : fields) {
            String disclosure = BASE64.encodeToString(json(List.of(salt(random), field.name(), field.value())));
            disclosures.add(disclosure);
            digests.add(digest(disclosure));
        }
        if (digests.isEmpty()) {
            digests.add(BASE64.encodeToString(bytes(random, DIGEST_LENGTH)));
        }
        return new Disclosures(disclosures, digests);
    }

    /** The digests in the order of their text, so that it tells nothing of the fields. */
    List<String> digests() {
        return digests;
    }

    boolean isEmpty() {
        return disclosures.isEmpty();
    }

    /** What the vault keeps: a JSON array of the disclosures. */
    byte[] bytes() {
        return json(disclosures);
    }

    private static String digest(String disclosure) {
        return BASE64.encodeToString(Digests.sha256(disclosure.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String salt(RandomGenerator random) {
        return BASE64.encodeToString(bytes(random, SALT_LENGTH));
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a disclosure cannot be written", null);
        }
    }

    @Override
    public String toString() {
        return "Disclosures[" + digests.size() + "]";
    }
}
