// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWrappingTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TenantId TENANT = TenantId.ofKey("survey-vendor");
    private static final UUID DOMAIN = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    private static final SubjectId SUBJECT = SubjectId.random(RANDOM);
    private static final byte[] PLAIN = "maija@example.fi".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void opensWhatWasSealed_whenTheKeyIsUnwrappedAgain() {
        // Given
        KeyWrapping wrapping = wrapping("a");
        byte[] wrapped = wrapping.wrap(newKey(), TENANT, DOMAIN, SUBJECT);
        byte[] sealed = wrapping.unwrap(wrapped, TENANT, SUBJECT).seal(PLAIN, SealedUse.ANSWER);

        // When
        byte[] opened = wrapping.unwrap(wrapped, TENANT, SUBJECT).open(sealed, SealedUse.ANSWER);

        // Then
        assertThat(opened).isEqualTo(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("maija");
    }

    @Test
    void refuses_whenUseDiffers() {
        // Given
        DataKey key = new DataKey(newKey(), TENANT, SUBJECT);
        byte[] sealed = key.seal(PLAIN, SealedUse.ANSWER);

        // When, Then
        assertThatThrownBy(() -> key.open(sealed, SealedUse.MAIL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_whenSubjectTenantOrMasterDiffers() {
        // Given
        KeyWrapping wrapping = wrapping("a");
        byte[] wrapped = wrapping.wrap(newKey(), TENANT, DOMAIN, SUBJECT);

        // When, Then
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, TENANT, SubjectId.random(RANDOM)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, TenantId.ofKey("telecom-group"), SUBJECT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> wrapping("b").unwrap(wrapped, TENANT, SUBJECT))
                .isInstanceOf(RuntimeException.class)
                .hasMessageNotContaining(SUBJECT.value());
    }

    @Test
    void refuses_whenTheDomainInTheHeadIsChanged() {
        // Given
        KeyWrapping wrapping = wrapping("a");
        byte[] wrapped = wrapping.wrap(newKey(), TENANT, DOMAIN, SUBJECT);
        wrapped[6] ^= 1;

        // When, Then
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, TENANT, SUBJECT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTheFileOnly_whenTheKeysetCannotBeRead() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("broken.json"), "{\"secret\":\"s3cr3t\"}");

        // When, Then
        assertThatThrownBy(() -> VaultKeysetFile.load(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken.json")
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
    }

    private KeyWrapping wrapping(String name) {
        Path file = directory.resolve(name + ".json");
        if (!Files.exists(file)) {
            VaultKeysetFile.create(file);
        }
        return new KeyWrapping(VaultKeysetFile.load(file));
    }

    private static byte[] newKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }
}
