// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConfirmationMailTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

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
        Await.until(() -> !new Letters(mail).all().isEmpty());
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
