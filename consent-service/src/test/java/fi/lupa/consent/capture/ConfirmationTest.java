// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConfirmationTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void changesNothing_whenTheLinkIsOnlyLookedAt() {
        // Given
        Response asked = ask();
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response page = RestAssured.get(path(asked));

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("lang=\"fi\"", "Vahvista suostumuksesi", "Uutiskirje newsletter", "<form");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
        assertThat(state(asked)).isEqualTo("pending");
    }

    @Test
    void confirmsOnce_whenTheButtonIsPressedTwice() {
        // Given
        Response asked = ask();

        // When
        Response first = RestAssured.post(path(asked));
        Map<String, Integer> after = Stored.counts(tenant);
        Response second = RestAssured.post(path(asked));

        // Then
        assertThat(first.asString()).contains("on vahvistettu").doesNotContain("<form");
        assertThat(second.asString()).contains("jo vahvistettu");
        assertThat(Stored.counts(tenant)).isEqualTo(after);
        assertThat(state(asked)).isEqualTo("permitted");
        assertThat(
                        Stored.texts(
                                tenant,
                                "SELECT kind FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position"))
                .containsExactly("consent.requested", "consent.given");
    }

    @Test
    void changesNothing_whenThePersonHasWithdrawnInBetween() {
        // Given
        Response asked = ask();
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "newsletter"));

        // When
        Response page = RestAssured.post(path(asked));

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("ei ole enää voimassa");
        assertThat(state(asked)).isEqualTo("prohibited");
    }

    @Test
    void changesNothing_whenThePersonHasObjectedInBetween() {
        // Given
        Response asked = ask();
        Map<String, Object> objection = new HashMap<>(Body.ofMail(mail).map());
        objection.remove("choices");
        objection.put("scope", "ALL_MARKETING");
        tenant.post("/v1/objections", objection);

        // When
        Response page = RestAssured.post(path(asked));

        // Then
        assertThat(page.asString()).contains("ei ole enää voimassa");
        assertThat(state(asked)).isEqualTo("pending");
    }

    @Test
    void liftsTheObjection_whenTheAddressConfirmsWhatAFormAsked() {
        // Given
        Map<String, Object> objection = new HashMap<>(Body.ofMail(mail).map());
        objection.remove("choices");
        objection.put("scope", "ALL_MARKETING");
        tenant.post("/v1/objections", objection);
        Response asked = ask();

        // When
        Response page = RestAssured.post(path(asked));

        // Then
        assertThat(page.asString()).contains("on vahvistettu");
        assertThat(state(asked)).isEqualTo("permitted");
    }

    @Test
    void isNotFound_whenTheTokenWasNotMadeHere() {
        // Given
        String path = path(ask());

        // When
        Response changed = RestAssured.post(path.substring(0, path.length() - 2) + "AA");
        Response garbage = RestAssured.get("/c/garbage");

        // Then
        assertThat(changed.statusCode()).isEqualTo(404);
        assertThat(garbage.statusCode()).isEqualTo(404);
        assertThat(garbage.contentType()).startsWith("text/html");
    }

    private Response ask() {
        Response answer = tenant.consent(
                Body.ofMail(mail).give("newsletter", "EMAIL").capture("confirmation", Map.of("deliver", "CLIENT")));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Stored.counts(tenant)).containsEntry("outgoing_mail", 0);
        return answer;
    }

    private static String path(Response asked) {
        return URI.create(asked.jsonPath().getString("confirmationLink")).getPath();
    }

    private String state(Response asked) {
        Map<String, Object> cell = tenant.get("/v1/subjects/" + asked.jsonPath().getString("subjectId"))
                .jsonPath()
                .getMap("choices.find { it.purpose == 'newsletter' }");
        if (cell.get("permission") != null) {
            return "permitted";
        }
        return cell.get("prohibition") != null ? "prohibited" : cell.get("pending") != null ? "pending" : "nothing";
    }
}
