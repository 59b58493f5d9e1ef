// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.LinkSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden token was made by another implementation of the format. */
class UnsubscribeTokensTest {

    private static final Path GOLDEN = Path.of("src/main/contract/unsubscribe-token.json");

    @TempDir
    Path folder = Path.of(".");

    private JsonNode golden = new ObjectMapper().createObjectNode();

    @BeforeEach
    void read() throws IOException {
        golden = new ObjectMapper().readTree(GOLDEN.toFile());
    }

    @Test
    void readsTheGoldenToken() throws IOException {
        // When
        UnsubscribeToken token =
                tokens("linkKey").read(golden.path("token").textValue()).orElseThrow();

        // Then
        assertThat(token.tenant().toString()).isEqualTo(golden.path("tenant").textValue());
        assertThat(token.controller()).isEqualTo("kysely");
        assertThat(token.purpose()).isEqualTo("newsletter");
        assertThat(HexFormat.of().formatHex(token.innerHash()))
                .isEqualTo(golden.path("innerHash").textValue());
    }

    @Test
    void readsWhatItWrote_andNeverWritesTheSameTwice() throws IOException {
        // Given
        UnsubscribeTokens tokens = tokens("linkKey");
        UnsubscribeToken token = tokens.read(golden.path("token").textValue()).orElseThrow();
        UnsubscribeToken wholeController =
                new UnsubscribeToken(token.tenant(), token.controller(), null, token.innerHash());

        // When
        String one = tokens.write(wholeController);
        String other = tokens.write(wholeController);

        // Then
        assertThat(one).isNotEqualTo(other).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.read(one).map(UnsubscribeToken::purpose)).isEmpty();
        assertThat(tokens.read(one).map(UnsubscribeToken::controller)).contains("kysely");
    }

    @Test
    void readsALinkThatIsOut_whenTheLinkKeyWasExchanged() throws IOException {
        // Given
        Path file = folder.resolve("exchanged");
        byte[] next = new byte[32];
        next[0] = 7;
        Files.writeString(
                file,
                Base64.getEncoder().encodeToString(next) + "\n"
                        + golden.path("linkKey").textValue() + "\n");
        UnsubscribeTokens exchanged = new UnsubscribeTokens(new LinkSecrets(file, URI.create("http://127.0.0.1:8081")));

        // When
        Optional<UnsubscribeToken> out = exchanged.read(golden.path("token").textValue());
        String written = exchanged.write(out.orElseThrow());

        // Then
        assertThat(out.map(UnsubscribeToken::controller)).contains("kysely");
        assertThat(tokens("linkKey").read(written)).isEmpty();
    }

    @Test
    void readsNothing_whenOneCharacterIsChanged() throws IOException {
        // Given
        UnsubscribeTokens tokens = tokens("linkKey");
        String text = golden.path("token").textValue();

        for (int i = 0; i < text.length() - 1; i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);

            // When
            Optional<UnsubscribeToken> read = tokens.read(changed);

            // Then
            assertThat(read).isEmpty();
        }
    }

    private UnsubscribeTokens tokens(String member) throws IOException {
        Path file = folder.resolve(member);
        Files.writeString(file, golden.path(member).textValue());
        return new UnsubscribeTokens(new LinkSecrets(file, URI.create("http://127.0.0.1:8081")));
    }
}
