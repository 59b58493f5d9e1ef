// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The golden token is consent-service's, which reads it in a test of its own. */
class UnsubscribeLinksTest {

    private static final int NONCE_LENGTH = 12;

    private JsonNode golden = new ObjectMapper().createObjectNode();

    @BeforeEach
    void read() throws IOException {
        try (InputStream json = Objects.requireNonNull(
                UnsubscribeLinksTest.class.getResourceAsStream("/consent-contract/unsubscribe-token.json"))) {
            golden = new ObjectMapper().readTree(json);
        }
    }

    @Test
    void mintsTheGoldenToken_withItsNonce() {
        // Given
        String expected = golden.path("token").textValue();
        byte[] nonce = new byte[NONCE_LENGTH];
        System.arraycopy(Base64.getUrlDecoder().decode(expected), 0, nonce, 0, NONCE_LENGTH);

        // Then
        assertThat(links("https://consent.example.invalid").token(link("newsletter"), nonce))
                .isEqualTo(expected);
    }

    @Test
    void leadsToThePublicPlace_andNeverTwiceByTheSameWord() {
        // Given
        UnsubscribeLinks links = links("https://consent.example.invalid/lupa");

        // When
        String one = links.url(link("newsletter"));
        String other = links.url(link("newsletter"));

        // Then
        assertThat(one).startsWith("https://consent.example.invalid/lupa/u/").isNotEqualTo(other);
        assertThat(links.headers(link("newsletter")))
                .containsOnlyKeys("List-Unsubscribe", "List-Unsubscribe-Post")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(links.headers(link("newsletter")).get("List-Unsubscribe")).matches("<https://\\S+/u/[\\w-]+>");
    }

    @Test
    void makesNone_forANameThatDoesNotFit() {
        assertThatThrownBy(() -> links("https://consent.example.invalid").url(link("p".repeat(256))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private UnsubscribeLinks links(String publicUrl) {
        return new UnsubscribeLinks(
                Base64.getDecoder().decode(golden.path("linkKey").textValue()), URI.create(publicUrl));
    }

    private UnsubscribeLinks.Link link(String purpose) {
        return new UnsubscribeLinks.Link(
                new TenantId(UUID.fromString(golden.path("tenant").textValue())),
                golden.path("controller").textValue(),
                purpose,
                HexFormat.of().parseHex(golden.path("innerHash").textValue()));
    }
}
