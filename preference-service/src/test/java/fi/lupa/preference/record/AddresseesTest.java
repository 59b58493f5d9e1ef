// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.token.LinkKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddresseesTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000ad"));
    private static final UUID DOMAIN = UUID.fromString("018f2f3a-2222-4000-8000-0000000000ad");
    private static final NormalisedIdentifier RECIPIENT = identifier("aino@example.fi");

    @TempDir
    Path folder;

    private Path before;
    private Path after;

    @BeforeEach
    void changeTheLinkKey() throws IOException {
        before = folder.resolve("before");
        LinkKeyFile.create(before);
        Path fresh = folder.resolve("fresh");
        LinkKeyFile.create(fresh);
        after = Files.writeString(folder.resolve("after"), Files.readString(fresh) + Files.readString(before));
    }

    @Test
    void findsWhatWasRecordedBefore_whenTheLinkKeyHasChanged() {
        // Given
        String recorded = new Addressees(before).name(TENANT, DOMAIN, RECIPIENT);
        Addressees changed = new Addressees(after);

        // When
        String recordedNow = changed.name(TENANT, DOMAIN, RECIPIENT);

        // Then
        assertThat(recordedNow).isNotEqualTo(recorded);
        assertThat(changed.names(TENANT, DOMAIN, RECIPIENT)).containsExactly(recordedNow, recorded);
    }

    @Test
    void namesNobodyElse_underAnyKey() {
        // Given
        Addressees changed = new Addressees(after);

        // Then
        assertThat(changed.names(TENANT, DOMAIN, identifier("vaino@example.fi")))
                .doesNotContainAnyElementsOf(changed.names(TENANT, DOMAIN, RECIPIENT));
        assertThat(changed.names(TENANT, UUID.randomUUID(), RECIPIENT))
                .doesNotContainAnyElementsOf(changed.names(TENANT, DOMAIN, RECIPIENT));
    }

    private static NormalisedIdentifier identifier(String address) {
        return Normalisation.normalise(new RawIdentifier(IdentifierType.EMAIL, address, null), "FI")
                .fold(form -> form, refusal -> {
                    throw new AssertionError(refusal);
                });
    }
}
