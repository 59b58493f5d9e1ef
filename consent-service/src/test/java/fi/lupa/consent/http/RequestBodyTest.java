// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestBodyTest {

    private final String token = Tokens.of("admin")
            .tenant("t-" + UUID.randomUUID().toString().substring(0, 8))
            .controllers("kysely")
            .scopes("catalogue:admin", "catalogue:read")
            .text();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"kysely\",\"legalName\":\"Oy 010190-900P\"}",
                "{\"key\":\"kysely\",\"legalName\":\"Oy 010190-\\u00390\\u0030P\"}",
                "{\"key\":\"kysely\",\"legalName\":\"Oy\",\"policies\":{\"holidays\":\"010190-900P\"}}",
                "{\"key\":\"kysely\",\"legalName\":\"Oy\",\"010190-900P\":1}"
            })
    void refusesAPersonalIdentityCode_whereverItStands(String body) {
        // When
        Response refused = post(body);

        // Then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("code")).isEqualTo("IDENTIFIER_NOT_ACCEPTED");
        assertThat(refused.asString()).doesNotContain("010190");
        assertThat(given().auth().oauth2(token).get("/v1/controllers/kysely").statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesTwoMegabytes_withAProblem() {
        // When
        Response refused = post("{\"key\":\"" + "x".repeat(2_000_000) + "\"}");

        // Then
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void refusesTwoMegabytes_thatDoNotSayTheirLength() throws Exception {
        // Given
        byte[] body = ("{\"key\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/controllers"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        // When
        HttpResponse<String> refused = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(refused.statusCode()).isEqualTo(413);
    }

    private Response post(String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/controllers");
    }
}
