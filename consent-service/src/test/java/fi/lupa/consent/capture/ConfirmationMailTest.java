// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.local.infrastructure.MailCatcher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConfirmationMailTest {

    private static final Pattern LINK = Pattern.compile("http://\\S+/c/[A-Za-z0-9_-]+");
    private static final Pattern ENCODED = Pattern.compile("=([0-9A-F]{2})");

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();
    private final MailCatcher catcher = ConsentStack.stack().mail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void bringsALinkThatConfirms_whenLupaDelivers() {
        // Given
        Response asked = tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL"));
        assertThat(asked.jsonPath().getMap("")).doesNotContainKey("confirmationLink");

        // When
        Await.until(() -> !letters().isEmpty());
        List<String> letters = letters();
        Response page = RestAssured.post(URI.create(link(letters.get(0))).getPath());

        // Then
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0)).contains("Esimerkki Oy", "Uutiskirje newsletter");
        assertThat(page.asString()).contains("on vahvistettu");
        assertThat(Stored.texts(tenant, "SELECT status FROM outgoing_mail WHERE tenant = ?"))
                .singleElement()
                .isIn("SENT", "SENDING");
    }

    private List<String> letters() {
        return catcher.messages().stream()
                .map(ConfirmationMailTest::text)
                .filter(text -> text.contains(mail))
                .toList();
    }

    private static String link(String letter) {
        Matcher link = LINK.matcher(letter);
        assertThat(link.find()).as(letter).isTrue();
        return link.group();
    }

    /** Undoes quoted-printable as far as ASCII and UTF-8 text needs it. */
    private static String text(Path file) {
        try {
            String raw = Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("=\r?\n", "");
            String bytes = ENCODED.matcher(raw)
                    .replaceAll(code ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
