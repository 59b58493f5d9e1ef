// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.suppression.Published;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who has the whole database, as a backup made now has it, and all topics, but not the identifier key; and a list of addresses that the erased one is on.
 * Everything such a person could compute of an address without the key is looked for; with the key the same search finds the one. Ten thousand candidates;
 * {@code -Dlupa.candidates=1000000} looks for a million.
 */
@QuarkusTest
class CandidatesTest {

    private static final int CANDIDATES = Integer.getInteger("lupa.candidates", 10_000);

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @Inject
    IdentifierKeys keys;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void recognisesTheErasedOneWithTheKeyAlone() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        new Rights(tenant).erase(mail);
        Published.await(tenant, found -> found.keySet().stream().anyMatch(key -> key.startsWith("erased:")));
        UUID domain = domain();
        List<String> candidates = Stream.concat(
                        Stream.of(mail), IntStream.range(0, CANDIDATES).mapToObj(i -> Body.anyMail()))
                .toList();
        Haystack stolen = Haystack.ofDatabaseAndTopics();

        // When
        List<String> withoutTheKey = found(stolen, candidates, candidate -> guesses(candidate, domain));
        List<String> withTheKey = found(stolen, candidates, candidate -> keyed(candidate, domain));

        // Then
        assertThat(withoutTheKey).isEmpty();
        assertThat(withTheKey).containsExactly(mail);
        System.out.println("none of " + CANDIDATES + " candidates recognised in " + stolen.size() + " bytes");
    }

    @Test
    void findsAPlantedOne_howeverItIsWritten() {
        // Given
        String planted = Body.anyMail();
        UUID domain = UUID.randomUUID();
        for (byte[] guess : guesses(planted, domain)) {
            for (byte[] written : List.of(
                    ("{\"a\":\"x" + HexFormat.of().formatHex(guess) + "\"}").getBytes(StandardCharsets.UTF_8),
                    ("a:" + Base64.getUrlEncoder().withoutPadding().encodeToString(guess))
                            .getBytes(StandardCharsets.UTF_8),
                    guess)) {
                Haystack stolen = new Haystack();
                stolen.add(written);

                // When
                List<String> found = found(stolen, List.of(planted, mail), candidate -> guesses(candidate, domain));

                // Then
                assertThat(found).containsExactly(planted);
            }
        }
    }

    private static List<String> found(
            Haystack stolen, List<String> candidates, Function<String, List<byte[]>> needles) {
        Set<Long> there = stolen.found(candidates.parallelStream()
                .flatMapToLong(candidate -> needles.apply(candidate).stream().mapToLong(Haystack::mark))
                .toArray());
        return there.isEmpty()
                ? List.of()
                : candidates.stream()
                        .filter(candidate -> needles.apply(candidate).stream()
                                .map(Haystack::mark)
                                .anyMatch(there::contains))
                        .toList();
    }

    /** The address itself, its digests as lists carry them, and keyed hashes under keys that are no secret. */
    private List<byte[]> guesses(String address, UUID domain) {
        byte[] plain = address.getBytes(StandardCharsets.UTF_8);
        byte[] inner = digest("SHA-256", plain);
        byte[] typed = HexFormat.of().parseHex("454d41494c00" + HexFormat.of().formatHex(inner));
        List<byte[]> values = new ArrayList<>(List.of(
                plain,
                inner,
                digest("SHA-1", plain),
                digest("MD5", plain),
                digest("SHA-256", inner),
                digest("SHA-256", typed)));
        for (byte[] key : List.of(new byte[32], tenant.key().getBytes(StandardCharsets.UTF_8), bytes(domain))) {
            values.add(mac(key, typed));
            values.add(mac(key, plain));
        }
        return values;
    }

    private List<byte[]> keyed(String address, UUID domain) {
        byte[] inner = digest("SHA-256", address.getBytes(StandardCharsets.UTF_8));
        return keys.live(domain, IdentifierType.EMAIL, inner).stream()
                .map(IdentifierKey::bytes)
                .toList();
    }

    private UUID domain() {
        return UUID.fromString(Stored.texts(
                        tenant,
                        "SELECT DISTINCT substring(list FROM 8) FROM suppression_entry WHERE tenant = ? AND list LIKE"
                                + " 'erased:%'")
                .get(0));
    }

    private static byte[] bytes(UUID id) {
        return HexFormat.of().parseHex(id.toString().replace("-", ""));
    }

    private static byte[] digest(String algorithm, byte[] value) {
        try {
            return MessageDigest.getInstance(algorithm).digest(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
