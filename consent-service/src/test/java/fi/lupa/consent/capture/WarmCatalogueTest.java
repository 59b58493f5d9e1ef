// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What captures remember of the catalogue is never what it was: a change counts for the very next capture, whoever made it. */
@QuarkusTest
class WarmCatalogueTest {

    /** As another instance of the service, or an operator, would: past everything that this process could notice by itself. */
    private static final String NEXT_VERSION = """
            INSERT INTO catalogue_entry (tenant, kind, id, ordinal, version, body, recorded_at, recorded_by)
            SELECT tenant, kind, id, ordinal + 1, (ordinal + 1)::text, body || ?::jsonb, now(), 'another'
            FROM catalogue_entry WHERE tenant = ? AND kind = ? AND id LIKE ? ORDER BY ordinal DESC LIMIT 1""";

    private final Tenant tenant = Tenant.named();

    @BeforeEach
    void fillAndWarm() {
        tenant.fill();
        tenant.admin(
                "/v1/mandates",
                Map.of(
                        "processor",
                        "survey-tool",
                        "controller",
                        "kysely",
                        "purposes",
                        List.of("product-updates"),
                        "channels",
                        List.of("EMAIL", "SMS"),
                        "rights",
                        List.of("CAPTURE"),
                        "from",
                        "2026-01-01T00:00:00Z"));
        assertThat(yes().statusCode()).isEqualTo(201);
        assertThat(yes().statusCode()).isEqualTo(201);
    }

    @Test
    void refusesTheNextYes_whenThePurposeIsRetired() {
        // When
        tenant.adminPut(
                "/v1/purposes/kysely/product-updates",
                Map.of(
                        "controller",
                        "kysely",
                        "key",
                        "product-updates",
                        "category",
                        "DIRECT_MARKETING",
                        "channels",
                        List.of("EMAIL", "SMS"),
                        "basis",
                        Map.of("EMAIL", List.of("CONSENT"), "SMS", List.of("CONSENT")),
                        "retired",
                        true,
                        "title",
                        Map.of("fi", "Uutiskirje", "en", "Newsletter")));

        // Then
        assertThat(refusal(yes())).isEqualTo("PURPOSE_UNKNOWN");
    }

    @Test
    void refusesTheNextYes_whenAnotherInstanceRetiredThePurpose() throws SQLException {
        // When
        change("purpose", "kysely/product-updates", "{\"retired\":true}");

        // Then
        assertThat(refusal(yes())).isEqualTo("PURPOSE_UNKNOWN");
    }

    @Test
    void refusesTheNextYes_whenAnotherInstanceEndedTheMandate() throws SQLException {
        // When
        change("mandate", "%", "{\"until\":\"2026-01-01T00:00:00.000Z\"}");

        // Then
        assertThat(refusal(yes())).isEqualTo("MANDATE_OUT_OF_SCOPE");
    }

    @Test
    void refusesTheNextYes_whenAnotherInstanceClosedTheController() throws SQLException {
        // When
        change("controller", "kysely", "{\"leaving\":{\"closesAt\":\"2026-01-01T00:00:00.000Z\"}}");

        // Then
        assertThat(refusal(yes())).isEqualTo("CONTROLLER_CLOSED");
    }

    @Test
    void recordsTheNoOnTheNumberItIsAbout_whenAnotherInstanceMovedTheControllerToAnotherCountry() throws SQLException {
        // Given
        Body swedish = Body.of("PHONE", "+46 40 00 00 01").choose("REFUSED", "product-updates", "SMS");
        String subject = tenant.consent(swedish).jsonPath().getString("subjectId");

        // When
        change("controller", "kysely", "{\"defaultRegion\":\"SE\"}");
        Response no = tenant.consent(Body.of("PHONE", "040 00 00 01").choose("REFUSED", "product-updates", "SMS"));

        // Then
        assertThat(no.statusCode()).as(no.asString()).isEqualTo(201);
        assertThat(no.jsonPath().getString("subjectId")).isEqualTo(subject);
    }

    private Response yes() {
        return tenant.consent(Body.ofMail(Body.anyMail()).give("product-updates", "EMAIL"));
    }

    private static String refusal(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
        return answer.jsonPath().getString("code");
    }

    private void change(String kind, String id, String members) throws SQLException {
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                PreparedStatement next = connection.prepareStatement(NEXT_VERSION)) {
            next.setString(1, members);
            next.setObject(2, TenantId.ofKey(tenant.key()).value());
            next.setString(3, kind);
            next.setString(4, id);
            assertThat(next.executeUpdate()).isEqualTo(1);
        }
    }
}
