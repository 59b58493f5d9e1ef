// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.TenantId;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTokensTest {

    private static final TenantId TENANT = TenantId.ofKey("survey-vendor");
    private static final TenantId OTHER_TENANT = TenantId.ofKey("telecom-group");

    private final RevisionTokens tokens = new RevisionTokens(new byte[32]);

    @ParameterizedTest
    @CsvSource({"0,0", "1,745", "2147483647,9223372036854775807"})
    void verifies_whenMintedForTheTenant(int epoch, long xid) {
        // Given
        RevisionToken token = new RevisionToken(TENANT, epoch, xid);
        // When
        String text = tokens.mint(token);
        // Then
        assertThat(text).matches("[A-Za-z0-9_-]{50}");
        assertThat(tokens.verify(text, TENANT)).contains(token);
    }

    @Test
    void isEmpty_whenAnotherTenantShowsIt() {
        // Given
        String text = tokens.mint(new RevisionToken(TENANT, 1, 745));
        // When, Then
        assertThat(tokens.verify(text, OTHER_TENANT)).isEmpty();
    }

    @Test
    void isEmpty_whenMintedUnderAnotherKey() {
        // Given
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        String text = new RevisionTokens(otherKey).mint(new RevisionToken(TENANT, 1, 745));
        // When, Then
        assertThat(tokens.verify(text, TENANT)).isEmpty();
    }

    @Test
    void isEmpty_whenAnyBitIsTurned() {
        // Given
        byte[] genuine = Base64.getUrlDecoder().decode(tokens.mint(new RevisionToken(TENANT, 1, 745)));
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            // When, Then
            assertThat(tokens.verify(text, TENANT)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void isEmpty_whenTheSameBytesAreWrittenInAnotherWay() {
        // Given
        String text = tokens.mint(new RevisionToken(TENANT, 1, 745));
        char last = text.charAt(49);
        String other = text.substring(0, 49) + (char) (last + 1);
        // When, Then
        assertThat(tokens.verify(other, TENANT)).isEmpty();
        assertThat(tokens.verify(text + "==", TENANT)).isEmpty();
        assertThat(tokens.verify(text + "A", TENANT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "äääääääääääääääääääääääääääääääääääääääääääääääääää",
                "12345678901234567890123456789012345678901234567890"
            })
    void isEmpty_whenTextIsNoToken(String text) {
        assertThat(tokens.verify(text, TENANT)).isEmpty();
    }

    @Test
    void readsItsOwnFile_whenCreated(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("link.key");
        LinkKeyFile.create(file);
        // When
        byte[] key = LinkKeyFile.load(file);
        // Then
        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> LinkKeyFile.create(file)).isInstanceOf(UncheckedIOException.class);
        assertThat(LinkKeyFile.load(file)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "c2VjcmV0"})
    void refusesWithoutTheContent_whenFileIsNoLinkKey(String content, @TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("link.key");
        Files.writeString(file, content);
        // When, Then
        assertThatThrownBy(() -> LinkKeyFile.load(file))
                .hasMessage("link.key is not base64 of 32 bytes")
                .hasNoCause();
    }

    @Test
    void refuses_whenKeyHasAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RevisionTokens(new byte[31]));
    }
}
