// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tenants never meet: another tenant's id and one that does not exist are answered alike, and no token opens more than it says. */
class TenancyIT {

    private static final String NOBODY = "sub_00000000000000000000000000";

    private final StartedStack lupa = StartedStack.get();
    private final Stack stack = lupa.stack();

    /** An operation that names a subject by its id. */
    record ById(Service service, String path, String owner, String client) {}

    /** Any operation, with a body that would be taken if the caller might. */
    record Operation(Service service, String method, String path, String body) {}

    static Stream<ById> byId() {
        return Stream.of(
                new ById(Service.CONSENT, "/v1/subjects/%s", "marketing-tool", "group-marketing"),
                new ById(Service.CONSENT, "/v1/subjects/%s/history", "marketing-tool", "group-marketing"),
                new ById(Service.AUDIT, "/v1/subjects/%s/entries", "regulator-vendor", "regulator-group"));
    }

    static Stream<Operation> operations() {
        String recipient = "{\"type\":\"EMAIL\",\"value\":\"toinen@example.fi\"}";
        String about = "{\"controller\":\"kysely\",\"recipient\":[" + recipient + "]";
        String capture = "\"capture\":{\"method\":\"WEB_BUTTON\",\"at\":\"2026-11-01T10:00:00.000Z\"}}";
        return Stream.of(
                new Operation(
                        Service.CONSENT,
                        "POST",
                        "/v1/consents",
                        about + ",\"choices\":[{\"purpose\":\"newsletter\",\"choice\":\"REFUSED\"}]," + capture),
                new Operation(
                        Service.CONSENT, "POST", "/v1/objections", about + ",\"scope\":\"ALL_MARKETING\"," + capture),
                new Operation(Service.CONSENT, "POST", "/v1/contacts", about + ",\"kind\":\"CONSUMER\"}"),
                new Operation(
                        Service.CONSENT,
                        "POST",
                        "/v1/subjects/lookup",
                        "{\"controller\":\"kysely\",\"recipient\":" + recipient + "}"),
                new Operation(
                        Service.PREFERENCE,
                        "POST",
                        "/v1/decisions",
                        "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\",\"recipient\":"
                                + recipient + "}"),
                new Operation(Service.AUDIT, "GET", "/v1/entries?controller=kysely", ""));
    }

    @ParameterizedTest
    @MethodSource("byId")
    void answersAlike_forAnotherTenantsSubjectAndOneThatDoesNotExist(ById operation) {
        // Given
        Api.Answer given = lupa.as("marketing-tool", "kysely").gives(FirstPathIT.somebody(), "product-updates");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        String subject = given.body().path("subjectId").asText();
        String path = url(operation.service(), operation.path().formatted(subject));
        Waiting.until(() -> lupa.api().get(operation.owner(), path).isSuccess());

        // When
        Api.Answer others = lupa.api().get(operation.client(), path);
        Api.Answer nobodys = lupa.api()
                .get(
                        operation.client(),
                        url(operation.service(), operation.path().formatted(NOBODY)));

        // Then
        assertThat(others.status()).as(others.text()).isEqualTo(404);
        assertThat(withoutTrace(others)).isEqualTo(withoutTrace(nobodys));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refuses_whenTheTokenDoesNotReach(Operation operation) throws Exception {
        Map<String, Object> good = Map.of(
                "tenant", "survey-vendor",
                "controllers", List.of("kysely"),
                "azp", "marketing-tool",
                "sub", "marketing-tool",
                "aud", "lupa",
                "scope", "consent:write consent:read decision:read audit:read");
        List<String> wrong = new ArrayList<>();
        expect(wrong, "no token", 401, operation, null);
        expect(wrong, "expired", 401, operation, mint(good, Map.of(), Duration.ofMinutes(-5)));
        expect(wrong, "wrong audience", 401, operation, mint(good, Map.of("aud", "others"), Duration.ofHours(1)));
        expect(wrong, "foreign key", 401, operation, stack.issuer().mintWithForeignKey(good, Duration.ofHours(1)));
        expect(
                wrong,
                "wrong scope",
                403,
                operation,
                mint(good, Map.of("scope", "catalogue:read"), Duration.ofHours(1)));
        expect(
                wrong,
                "other controller",
                403,
                operation,
                mint(good, Map.of("controllers", List.of("client-a")), Duration.ofHours(1)));
        expect(
                wrong,
                "no controllers",
                403,
                operation,
                mint(good, Map.of("controllers", List.of()), Duration.ofHours(1)));

        assertThat(wrong).isEmpty();
    }

    @Test
    void knowsNothing_whenAnotherTenantClaimsAControllerOfTheSameName() {
        // Given
        String email = FirstPathIT.somebody();
        Caller tool = lupa.as("marketing-tool", "kysely");
        Api.Answer given = tool.gives(email, "product-updates");
        assertThat(given.status()).isEqualTo(201);
        assertThat(tool.answer(email, "product-updates", FirstPathIT.revision(given)))
                .isEqualTo("ALLOW CONSENT_GIVEN");
        String token = mint(
                Map.of("controllers", List.of("kysely"), "azp", "intruder", "sub", "intruder", "aud", "lupa"),
                Map.of("tenant", "telecom-group", "scope", "decision:read decision:explain"),
                Duration.ofHours(1));

        // When
        HttpResponse<String> asked = send(
                new Operation(
                        Service.PREFERENCE,
                        "POST",
                        "/v1/decisions",
                        "{\"controller\":\"kysely\",\"purpose\":\"product-updates\",\"channel\":\"EMAIL\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\""
                                + email + "\"}}"),
                token);

        // Then
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body()).contains("\"DENY\"").doesNotContain("ALLOW").doesNotContain("CONSENT_GIVEN");
    }

    private void expect(
            List<String> wrong,
            String what,
            int status,
            Operation operation,
            @org.jspecify.annotations.Nullable String token) {
        HttpResponse<String> response = send(operation, token);
        String type = response.headers().firstValue("Content-Type").orElse("none");
        if (response.statusCode() != status || !type.startsWith("application/problem+json")) {
            wrong.add(operation.path() + " with " + what + ": " + response.statusCode() + " " + type);
        }
    }

    private String mint(Map<String, Object> claims, Map<String, Object> instead, Duration expiry) {
        Map<String, Object> all = new java.util.HashMap<>(claims);
        all.putAll(instead);
        return stack.issuer().mint(all, expiry);
    }

    private HttpResponse<String> send(Operation operation, @org.jspecify.annotations.Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(operation.service(), operation.path())))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "tenancy-" + java.util.UUID.randomUUID())
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(operation.body()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String url(Service service, String path) {
        return stack.url(service) + path;
    }

    private static String withoutTrace(Api.Answer answer) {
        return answer.text().replaceAll("\"traceId\":\"[^\"]*\"", "");
    }
}
