// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.local.infrastructure.MailCatcher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConfirmationMailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        int before = catcher.messages().size();
        Response asked = tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL"));
        assertThat(asked.jsonPath().getMap("")).doesNotContainKey("confirmationLink");

        // When
        catcher.awaitMessages(before + 1, PATIENCE);
        List<String> letters = new Letters(mail).all();
        Response page = RestAssured.post(Letters.confirmationPath(letters.get(0)));

        // Then
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0)).contains("Esimerkki Oy", "Uutiskirje newsletter");
        assertThat(page.asString()).contains("on vahvistettu");
        assertThat(Stored.texts(tenant, "SELECT status FROM outgoing_mail WHERE tenant = ?"))
                .singleElement()
                .isIn("SENT", "SENDING");
    }
}
