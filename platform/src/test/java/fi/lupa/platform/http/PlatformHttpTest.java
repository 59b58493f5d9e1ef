// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Issuer.class)
class PlatformHttpTest {

    @Test
    void answers_whenTheTokenIsGoodAndAgainFromTheCache() {
        // Given
        String token = Issuer.token("consent:read");
        // When
        Response first = get("/trial/scoped", token);
        Response second = get("/trial/scoped", token);
        // Then
        assertThat(first.asString()).isEqualTo("{\"client\":\"survey-tool\",\"at\":\"1970-01-01T00:00:00.001Z\"}");
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void seesEachCallerItself_whenTokensDiffer() {
        // Given
        get("/trial/scoped", Issuer.token("consent:read"));
        String other = Issuer.sign(Issuer.claims("consent:read").claim("azp", "other-tool"));
        // When
        Response answer = get("/trial/scoped", other);
        // Then
        assertThat(answer.jsonPath().getString("client")).isEqualTo("other-tool");
    }

    @Test
    void refuses401_whenThereIsNoToken() {
        isProblem(given().get("/trial/scoped"), 401, "TOKEN_INVALID");
        assertThat(given().get("/trial/scoped").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trial/scoped", "/trial/open", "/nowhere"})
    void refuses401_whenTheTokenIsBad(String path) {
        // Given
        String good = Issuer.token("consent:read");
        List<String> bad = List.of(
                "x",
                good + "x",
                good.substring(0, good.lastIndexOf('.') + 1),
                Issuer.sign(Issuer.claims("consent:read").audience("other")),
                Issuer.sign(
                        Issuer.claims("consent:read").expiresAt(Instant.now().minusSeconds(120))),
                Issuer.sign(Issuer.claims("consent:read").remove("tenant")),
                Issuer.sign(Issuer.claims("consent:read").remove("azp")),
                Issuer.sign(Issuer.claims("consent:read").claim("tenant", "Not A Key")),
                Jwt.audience("lupa")
                        .claim("tenant", "survey-vendor")
                        .claim("azp", "a")
                        .jws()
                        .signWithSecret("s".repeat(64)));
        for (String token : bad) {
            // When, Then
            isProblem(get(path, token), 401, "TOKEN_INVALID");
            isProblem(get(path, token), 401, "TOKEN_INVALID");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/trial/scoped, decision:read, SCOPE_MISSING",
        "/trial/forgotten, consent:read, SCOPE_MISSING",
        "/trial/acting, consent:read, CALLER_NOT_AUTHORISED"
    })
    void refuses403_whenTheCallerMayNot(String path, String scope, String code) {
        isProblem(get(path, Issuer.token(scope)), 403, code);
    }

    @Test
    void answers_whenPublicAndNoToken() {
        assertThat(given().get("/trial/open").statusCode()).isEqualTo(200);
        isProblem(given().get("/trial/forgotten"), 403, "SCOPE_MISSING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|MALFORMED_JSON|null",
                "''|400|MALFORMED_JSON|null",
                "null|400|MALFORMED_JSON|null",
                "{\"number\":1,\"number\":2}|400|MALFORMED_JSON|null",
                "{\"number\":1} x|400|MALFORMED_JSON|null",
                "{\"number\":1,\"maija@example.fi\":1}|400|UNKNOWN_MEMBER|/*",
                "{\"number\":1,\"extra\":1}|400|UNKNOWN_MEMBER|/extra",
                "{\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"a\",\"x\":1}]}|400|UNKNOWN_MEMBER|/recipient/0/x",
                "{\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"a\"},{\"type\":\"MAIL\"}]}|400|INVALID_VALUE|/recipient/1/type",
                "{\"at\":\"maija@example.fi\"}|400|INVALID_VALUE|/at",
                "{\"at\":1700000000}|400|INVALID_VALUE|/at",
                "{\"number\":\"1\"}|400|INVALID_VALUE|/number",
                "{\"scope\":\"maija@example.fi\"}|400|INVALID_VALUE|/scope",
                "[]|400|INVALID_VALUE|''",
                "{\"number\":1,\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"131052-308T\"}]}|422|IDENTIFIER_NOT_ACCEPTED|/recipient/0/value",
            })
    void refusesWithoutTheValue_whenTheBodyIsBad(String body, int status, String code, String pointer) {
        // When
        Response answer = given().auth()
                .oauth2(Issuer.token("consent:write"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/trial/body");
        // Then
        isProblem(answer, status, code);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("null".equals(pointer) ? null : pointer);
        assertThat(answer.asString()).doesNotContain("maija", "fi.lupa", "Exception");
    }

    @Test
    void reads_whenTheBodyIsGood() {
        // When
        Response answer = given().auth()
                .oauth2(Issuer.token("consent:write"))
                .contentType(ContentType.JSON)
                .body(
                        "{\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"maija@example.fi\"}],\"at\":\"2026-11-21T11:15:31+02:00\",\"number\":1}")
                .post("/trial/body");
        // Then
        assertThat(answer.asString()).isEqualTo("{\"client\":\"[EMAIL[…]]\",\"at\":\"2026-11-21T09:15:31.000Z\"}");
    }

    @Test
    void refusesAsAProblem_whenHttpIsUsedWrongly() {
        // Given
        String token = Issuer.token("consent:write");
        // When, Then
        isProblem(get("/nowhere", token), 404, "NOT_FOUND");
        isProblem(get("/trial/nowhere", token), 404, "NOT_FOUND");
        Response wrongMethod = given().auth().oauth2(token).delete("/trial/body");
        isProblem(wrongMethod, 405, "METHOD_NOT_ALLOWED");
        isProblem(given().auth().oauth2(token).accept("image/png").get("/trial/open"), 406, "NOT_ACCEPTABLE");
        isProblem(
                given().auth().oauth2(token).contentType("text/plain").body("x").post("/trial/body"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refuses413_whenTheClientListensOnlyAfterSending() throws Exception {
        // Given
        byte[] large = ("\"" + "a".repeat(2_000_000) + "\"").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/trial/body"))
                .header("Authorization", "Bearer " + Issuer.token("consent:write"))
                .header("Content-Type", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                .build();
        // When
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("PAYLOAD_TOO_LARGE");
    }

    @Test
    void saysTheSameInThreeLanguages_whenAsked() {
        // When
        List<String> titles = new ArrayList<>();
        for (String language : List.of("fi", "sv", "en")) {
            titles.add(given().header("Accept-Language", language)
                    .get("/trial/scoped")
                    .jsonPath()
                    .getString("title"));
        }
        // Then
        assertThat(titles).doesNotHaveDuplicates();
        assertThat(given().header("Accept-Language", "sv").get("/trial/scoped").header("Content-Language"))
                .isEqualTo("sv");
    }

    @Test
    void writesTheSameBody_whenARouteIsNotAResource() {
        // When
        Response answer = given().get("/trial-route");
        // Then
        isProblem(answer, 503, "STATE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void isOneFixed500AndOneErrorLine_whenSomethingUnknownFails() {
        // Given
        List<String> lines = new ArrayList<>();
        Handler listener = listener(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        // When
        Response answer = given().get("/trial/broken");
        root.removeHandler(listener);
        // Then
        isProblem(answer, 500, "INTERNAL");
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .contains(answer.jsonPath().getString("traceId"), "IllegalStateException", "TrialResource")
                .doesNotContain("maija"));
    }

    @Test
    void isTornOnTheWire_whenItBreaksOffAfterItHasBegun() throws Exception {
        // When
        String taken;
        try (Socket reader = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            reader.setSoTimeout(20_000);
            reader.getOutputStream()
                    .write("GET /trial/streamed HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            taken = new String(reader.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
        // Then
        assertThat(taken).startsWith("HTTP/1.1 200 ").contains("xx").doesNotContain("INTERNAL");
        assertThat(taken).doesNotEndWith("\r\n0\r\n\r\n");
    }

    @Test
    void isReset_whenItBreaksOffAfterItHasBegunInAStream() throws Exception {
        // Given
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest open = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/trial/open"))
                .build();
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/trial/streamed"))
                .build();
        HttpResponse<String> first = client.send(open, HttpResponse.BodyHandlers.ofString());
        // When
        Throwable failure = catchThrowable(() -> client.send(ask, HttpResponse.BodyHandlers.ofString()));
        HttpResponse<String> next = client.send(open, HttpResponse.BodyHandlers.ofString());
        // Then
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("RST_STREAM");
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(next.statusCode()).isEqualTo(200);
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= 1000) {
                    lines.add(new java.util.logging.SimpleFormatter().formatMessage(line) + line.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static Response get(String path, String token) {
        return given().auth().oauth2(token).get(path);
    }

    private static void isProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
    }
}
