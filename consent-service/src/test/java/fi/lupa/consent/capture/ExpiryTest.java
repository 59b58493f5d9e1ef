// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiryTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void recordsThatAConsentHasExpired_onceAndForGood() {
        // Given
        purpose("brief", Map.of("validity", "PT2S"));
        String subject = subject(tenant.consent(Body.ofMail(mail).give("brief", "EMAIL")));

        // When
        Await.until(() -> kinds().contains("consent.expired"));

        // Then
        assertThat(kinds()).containsExactly("consent.given", "consent.expired");
        assertThat(permission(subject, "brief").get("expiredAt")).isNotNull();
        assertThat(Stored.texts(tenant, "SELECT record_id::text FROM deadline WHERE tenant = ?"))
                .isEmpty();
        ObjectNode fact = Contract.object(Stored.facts(tenant).get(1));
        assertThat(fact.at("/capture/actor").asText()).isEqualTo("SYSTEM");
        assertThat(fact.at("/consent/state").asText()).isEqualTo("EXPIRED");
        purpose("brief", Map.of("validity", "P5Y"));
        assertThat(permission(subject, "brief").get("expiredAt")).isNotNull();
    }

    @Test
    void recordsTheOthersToo_whenOneCannotBeRecorded() throws SQLException {
        // Given
        purpose("brief", Map.of("validity", "PT2S"));
        String stuck = subject(tenant.consent(Body.ofMail(mail).give("brief", "EMAIL")));
        String other = subject(tenant.consent(Body.ofMail(Body.anyMail()).give("brief", "EMAIL")));
        superuser(
                "CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''made up''; END'");
        superuser("CREATE TRIGGER refuse_one BEFORE INSERT ON journal FOR EACH ROW WHEN (new.kind = 'consent.expired'"
                + " AND new.subject = '" + stuck + "') EXECUTE FUNCTION refuse_one()");
        try {
            // When, Then
            Await.until(() -> expired().contains(other));
            assertThat(expired()).doesNotContain(stuck);
        } finally {
            superuser("DROP TRIGGER refuse_one ON journal");
            superuser("DROP FUNCTION refuse_one");
        }
        theMinuteOfTheClaimIsOver();
        Await.until(() -> expired().contains(stuck));
    }

    /** A record that was claimed and left comes again after a minute, which the test does not wait for. */
    private void theMinuteOfTheClaimIsOver() {
        Await.until(() -> Stored.texts(
                                tenant,
                                "UPDATE deadline SET claimed_at = claimed_at - interval '1 minute' WHERE tenant = ?"
                                        + " AND claimed_at IS NOT NULL RETURNING record_id::text")
                        .size()
                == 1);
    }

    private List<String> expired() {
        return Stored.texts(tenant, "SELECT subject FROM journal WHERE tenant = ? AND kind = 'consent.expired'");
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void isFreshAgain_whenThePersonSaysYesAnew() {
        // Given
        purpose("brief", Map.of("validity", "PT2S"));
        String subject = subject(tenant.consent(Body.ofMail(mail).give("brief", "EMAIL")));
        Await.until(() -> kinds().contains("consent.expired"));
        purpose("brief", Map.of("validity", "P1Y"));

        // When
        tenant.consent(Body.ofMail(mail).give("brief", "EMAIL"));

        // Then
        assertThat(permission(subject, "brief").get("expiredAt")).isNull();
    }

    @Test
    void looksAgainLater_whenTheValidityHasBeenLengthenedMeanwhile() {
        // Given
        purpose("brief", Map.of("validity", "PT10M"));
        String subject = subject(tenant.consent(Body.ofMail(mail).give("brief", "EMAIL")));
        purpose("brief", Map.of("validity", "P1Y"));

        // When
        assertThat(Stored.texts(
                        tenant, "UPDATE deadline SET due_at = now() WHERE tenant = ? RETURNING record_id::text"))
                .hasSize(1);
        Await.until(() -> Stored.texts(
                                tenant,
                                "SELECT record_id::text FROM deadline WHERE tenant = ? AND due_at > now() + interval '1 day'")
                        .size()
                == 1);

        // Then
        assertThat(permission(subject, "brief").get("expiredAt")).isNull();
    }

    @Test
    void forgetsWhatWasNeverConfirmed_andItsLinkConfirmsNothing() {
        // Given
        purpose("careful", Map.of("doubleOptIn", true, "confirmWithin", "PT2S"));
        Response asked = tenant.consent(Body.ofMail(mail)
                .give("careful", "EMAIL")
                .capture("evidence", Map.of("form", "f1"))
                .capture("confirmation", Map.of("deliver", "CLIENT")));
        String link = URI.create(asked.jsonPath().getString("confirmationLink")).getPath();

        // When
        Await.until(() -> kinds().contains("consent.expired"));
        Response pressed = RestAssured.post(link);

        // Then
        assertThat(pressed.asString()).doesNotContain("on vahvistettu");
        Map<String, Object> cell = cell(asked.jsonPath().getString("subjectId"), "careful");
        assertThat(cell.get("pending")).isNull();
        assertThat(cell.get("permission")).isNull();
        assertThat(cell.get("askedAt")).isNotNull();
        assertThat(Stored.counts(tenant)).containsEntry("vault_disclosure", 0);
        assertThat(kinds()).containsExactly("consent.requested", "consent.expired");
    }

    private void purpose(String key, Map<String, Object> more) {
        Map<String, Object> body = body(key, more);
        if (tenant.adminAnswer("/v1/purposes", body).statusCode() != 201) {
            tenant.adminPut("/v1/purposes/kysely/" + key, body);
        }
    }

    private static Map<String, Object> body(String key, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "key",
                key,
                "category",
                "DIRECT_MARKETING",
                "channels",
                List.of("EMAIL"),
                "title",
                Map.of("fi", "Uutiskirje")));
        body.putAll(more);
        return body;
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("subjectId");
    }

    private Map<String, Object> permission(String subject, String purpose) {
        return tenant.get("/v1/subjects/" + subject)
                .jsonPath()
                .getMap("choices.find { it.purpose == '" + purpose + "' }.permission");
    }

    private Map<String, Object> cell(String subject, String purpose) {
        return tenant.get("/v1/subjects/" + subject)
                .jsonPath()
                .getMap("choices.find { it.purpose == '" + purpose + "' }");
    }

    private List<String> kinds() {
        return Stored.texts(
                tenant,
                "SELECT kind FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position");
    }
}
