// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForgottenTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
        Map<String, Object> careful = new HashMap<>(Map.of(
                "controller", "kysely",
                "key", "careful",
                "category", "DIRECT_MARKETING",
                "channels", List.of("EMAIL"),
                "doubleOptIn", true,
                "confirmWithin", "PT2S",
                "title", Map.of("fi", "Uutiskirje")));
        tenant.admin("/v1/purposes", careful);
    }

    @Test
    void keepsNoAddress_whenNothingButAQuestionThatWasNeverAnsweredIsOnRecord() {
        // Given
        Response asked = tenant.consent(Body.ofMail(mail).give("careful", "EMAIL"));

        // When
        Await.until(() -> expired() == 1);

        // Then
        assertThat(Stored.counts(tenant)).containsEntry("vault_identifier", 0).containsEntry("identifier", 1);
        assertThat(tenant.get("/v1/subjects/" + asked.jsonPath().getString("subjectId"))
                        .jsonPath()
                        .getString("choices[0].askedAt"))
                .isNotNull();
        Await.until(
                () -> Stored.texts(tenant, "SELECT id::text FROM outgoing_mail WHERE tenant = ? AND length(sealed) > 0")
                        .isEmpty());
    }

    @Test
    void keepsTheAddressAgain_whenThePersonComesBack() {
        // Given
        tenant.consent(Body.ofMail(mail).give("careful", "EMAIL"));
        Await.until(() -> expired() == 1);

        // When
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(Stored.counts(tenant)).containsEntry("vault_identifier", 1);
    }

    @Test
    void keepsTheAddress_whenSomethingElseIsOnRecord() {
        // Given
        tenant.consent(Body.ofMail(mail).choose("REFUSED", "product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(mail).give("careful", "EMAIL"));

        // When
        Await.until(() -> expired() == 1);

        // Then
        assertThat(Stored.counts(tenant)).containsEntry("vault_identifier", 1);
    }

    private int expired() {
        return Stored.texts(tenant, "SELECT event_id::text FROM journal WHERE tenant = ? AND kind = 'consent.expired'")
                .size();
    }
}
