// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierKeysTest {

    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-7000-8000-0000000000aa");
    private static final UUID OTHER_DOMAIN = UUID.fromString("018f2f3a-1111-7000-8000-0000000000ab");
    private static final NormalisedIdentifier MAIJA =
            new NormalisedIdentifier(IdentifierType.EMAIL, "lupa-email-1", "maija@example.fi");
    private static final String TWO = "{\"current\":2,\"live\":[1,2],\"masters\":{\"1\":\"" + "A".repeat(43)
            + "=\",\"2\":\"" + "B".repeat(42) + "A=\"}}";

    private final IdentifierKeys keys = IdentifierKeys.parse(TWO);

    @Test
    void isWhatOpensslComputes_whenDerivedForEmail() {
        // Given
        byte[] master = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        IdentifierKeys one = IdentifierKeys.parse("{\"current\":1,\"live\":[1],\"masters\":{\"1\":\""
                + Base64.getEncoder().encodeToString(master) + "\"}}");
        // When
        IdentifierKey key = one.current(DOMAIN, MAIJA);
        // Then: openssl kdf … HKDF, then openssl dgst -mac HMAC over EMAIL, a zero byte and the digest of the address
        assertThat(HexFormat.of().formatHex(key.bytes()))
                .isEqualTo("3ca99fe211b8e87829ea34bf3bdb1e86dd73828b578cb9bc670cdea931c39d80");
    }

    @Test
    void givesEveryLiveVersionCurrentFirst_whenRotated() {
        // When
        List<IdentifierKey> live = keys.live(DOMAIN, MAIJA);
        // Then
        assertThat(live).extracting(IdentifierKey::version).containsExactly(2, 1);
        assertThat(live.get(0)).isEqualTo(keys.current(DOMAIN, MAIJA));
        assertThat(live.get(0).bytes()).isNotEqualTo(live.get(1).bytes());
    }

    @Test
    void differs_whenDomainOrTypeDiffers() {
        // Given
        NormalisedIdentifier sameTextOtherType =
                new NormalisedIdentifier(IdentifierType.CUSTOMER_NUMBER, "lupa-customer-1", MAIJA.value());
        // When
        List<IdentifierKey> all = List.of(
                keys.current(DOMAIN, MAIJA),
                keys.current(OTHER_DOMAIN, MAIJA),
                keys.current(DOMAIN, sameTextOtherType));
        // Then
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void isTheSame_whenTheListWasHashedBefore() {
        // Given
        byte[] inner = IdentifierKeys.innerHash(MAIJA);
        // When, Then
        assertThat(keys.current(DOMAIN, IdentifierType.EMAIL, inner)).isEqualTo(keys.current(DOMAIN, MAIJA));
        assertThat(keys.live(DOMAIN, IdentifierType.EMAIL, inner)).isEqualTo(keys.live(DOMAIN, MAIJA));
        assertThatIllegalArgumentException().isThrownBy(() -> keys.current(DOMAIN, IdentifierType.EMAIL, new byte[31]));
    }

    @Test
    void isTheSame_whenManyThreadsAskForManyDomains() {
        // Given
        List<UUID> domains =
                IntStream.range(0, 50).mapToObj(i -> new UUID(7, i)).toList();
        List<IdentifierKey> expected =
                domains.stream().map(domain -> keys.current(domain, MAIJA)).toList();
        // When
        List<List<IdentifierKey>> seen = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> domains.stream()
                        .map(domain -> keys.current(domain, MAIJA))
                        .toList())
                .toList();
        // Then
        assertThat(seen).allMatch(expected::equals);
    }

    @Test
    void isAValue_whenComparedAndWritten() {
        // Given
        IdentifierKey low = new IdentifierKey(1, new byte[32]);
        byte[] bytes = new byte[32];
        bytes[0] = (byte) 0x80;
        IdentifierKey high = new IdentifierKey(1, bytes);
        bytes[0] = 0;
        high.bytes()[0] = 0;
        // When, Then
        assertThat(low).isLessThan(high).isLessThan(new IdentifierKey(2, new byte[32]));
        assertThat(IdentifierKey.parse(1, high.base64Url())).isEqualTo(high).hasSameHashCodeAs(high);
        assertThat(high.base64Url()).hasSize(43).isNotEqualTo(low.base64Url());
        assertThatIllegalArgumentException().isThrownBy(() -> IdentifierKey.parse(1, "A".repeat(42) + "B"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentifierKey.parse(1, "maija@example.fi"))
                .withNoCause();
    }

    @Test
    void showsNothing_whenPrinted() throws Exception {
        // Given
        ObjectMapper json = LupaJacksonModule.strict(new ObjectMapper());
        RawIdentifier raw = json.readValue("{\"type\":\"EMAIL\",\"value\":\"maija@example.fi\"}", RawIdentifier.class);
        // When
        String printed = raw + " " + MAIJA + " " + keys + " " + keys.current(DOMAIN, MAIJA) + " "
                + Normalisation.normalise(raw, "FI") + " " + new PostalAddress("Maija", "Koe 1", "00100", null, null);
        // Then
        assertThat(printed)
                .doesNotContainIgnoringCase("maija")
                .doesNotContain("BBBB")
                .contains("EMAIL[…]");
    }

    @Test
    void readsItsOwnFile_whenCreated(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("identifiers.json");
        IdentifierKeysetFile.create(file);
        // When
        IdentifierKeys loaded = IdentifierKeys.load(file);
        // Then
        assertThat(loaded.currentVersion()).isEqualTo(1);
        assertThat(loaded.current(DOMAIN, MAIJA))
                .isEqualTo(IdentifierKeys.load(file).current(DOMAIN, MAIJA));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "secret",
                "{\"current\":1}",
                "{\"current\":1,\"live\":[1],\"masters\":{\"1\":\"c2VjcmV0\"}}",
                "{\"current\":1,\"live\":[1],\"masters\":{\"1\":\"secret!\"}}",
                "{\"current\":1,\"live\":[],\"masters\":{}}",
                "{\"current\":1,\"live\":[1,2],\"masters\":{\"1\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}",
                "{\"current\":0,\"live\":[0],\"masters\":{\"0\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}"
            })
    void refusesWithoutTheContent_whenKeysetIsBroken(String json) {
        assertThatThrownBy(() -> IdentifierKeys.parse(json))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("secret", "c2Vj");
    }
}
