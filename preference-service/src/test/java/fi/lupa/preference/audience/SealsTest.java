// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.token.LinkKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {

    private static final Seals.Place PLACE = new Seals.Place(
            new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000ae")),
            UUID.fromString("018f2f3a-2222-4000-8000-0000000000ae"),
            'l',
            1);
    private static final byte[] PIECE = "one piece".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path before;
    private Path fresh;

    @BeforeEach
    void keys() {
        before = folder.resolve("before");
        LinkKeyFile.create(before);
        fresh = folder.resolve("fresh");
        LinkKeyFile.create(fresh);
    }

    @Test
    void opensWhatWasSealedBefore_whenTheLinkKeyHasChanged() throws IOException {
        // Given
        byte[] sealed = new Seals(before).seal(PLACE, PIECE);
        Path both = Files.writeString(folder.resolve("both"), Files.readString(fresh) + Files.readString(before));

        // Then
        assertThat(new Seals(both).open(PLACE, sealed)).isEqualTo(PIECE);
    }

    @Test
    void opensNothing_withoutTheKeyItWasSealedUnder() {
        // Given
        byte[] sealed = new Seals(before).seal(PLACE, PIECE);
        Seals other = new Seals(fresh);

        // Then
        assertThatThrownBy(() -> other.open(PLACE, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
