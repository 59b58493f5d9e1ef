// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation that a service serves, as its own OpenAPI lists them, against every kind of bad token: a new one is covered when it is there. */
class TokenMatrixIT {

    /** Where the token in the path, or nothing at all, is the authority. */
    private static final Pattern PUBLIC = Pattern.compile(
            "/([cupf]/\\{token}|\\.well-known/.*|log/\\{log}/(checkpoint(/witnessed)?|keys|policy|tile/(?!entries).*))");

    private static final String SOME_ID = "0193e3c5-0000-7000-8000-000000000000";
    private static final Map<String, Object> GOOD = Map.of(
            "tenant", "survey-vendor",
            "controllers", List.of("kysely"),
            "azp", "marketing-tool",
            "sub", "marketing-tool",
            "aud", "lupa",
            "scope",
                    "consent:write consent:read contact:report catalogue:read catalogue:admin rights:admin"
                            + " decision:read decision:explain audit:read audit:extract disclosure:acknowledge");

    private final StartedStack lupa = StartedStack.get();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Operation(String method, String path, String contentType) {}

    private record Fault(int status, String token) {}

    @ParameterizedTest
    @EnumSource(Service.class)
    void isRefused_whateverTheOperation(Service service) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations(service)) {
            for (Map.Entry<String, Fault> fault : faults().entrySet()) {
                HttpResponse<String> answer =
                        send(service, operation, fault.getValue().token());
                String type = answer.headers().firstValue("Content-Type").orElse("none");
                boolean asExpected = answer.statusCode() == fault.getValue().status()
                        && type.startsWith("application/problem+json")
                        && answer.body().contains("\"code\"");
                if (!asExpected) {
                    wrong.add(operation + " with " + fault.getKey() + ": " + answer.statusCode() + " " + type);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void coversOperationsOfAllThreeServices() {
        for (Service service : Service.values()) {
            assertThat(operations(service)).as(service.title()).isNotEmpty();
        }
    }

    private Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("no token", new Fault(401, ""));
        faults.put("no token at all in the header", new Fault(401, "Bearer nonsense"));
        faults.put("expired", new Fault(401, bearer(Map.of(), Duration.ofMinutes(-5))));
        faults.put("wrong audience", new Fault(401, bearer(Map.of("aud", "others"), Duration.ofHours(1))));
        faults.put(
                "foreign key",
                new Fault(401, "Bearer " + lupa.stack().issuer().mintWithForeignKey(GOOD, Duration.ofHours(1))));
        faults.put("no scope", new Fault(403, bearer(Map.of("scope", "openid profile"), Duration.ofHours(1))));
        return faults;
    }

    private String bearer(Map<String, Object> instead, Duration expiry) {
        Map<String, Object> claims = new LinkedHashMap<>(GOOD);
        claims.putAll(instead);
        return "Bearer " + lupa.stack().issuer().mint(claims, expiry);
    }

    private List<Operation> operations(Service service) {
        Api.Answer document = lupa.api().get("vendor-admin", lupa.stack().url(service) + "/q/openapi?format=json");
        List<Operation> operations = new ArrayList<>();
        document.body().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    if (!Set.of("parameters", "summary", "description").contains(method.getKey())
                            && !PUBLIC.matcher(path.getKey()).matches()) {
                        operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode described) {
        List<String> types = new ArrayList<>();
        described.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        String type = types.isEmpty() ? "application/json" : new TreeSet<>(types).first();
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path.replaceAll("\\{[^}]*}", SOME_ID), type);
    }

    private HttpResponse<String> send(Service service, Operation operation, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(lupa.stack().url(service) + operation.path()))
                .header("Content-Type", operation.contentType())
                .header("Idempotency-Key", "matrix-" + UUID.randomUUID())
                .method(
                        operation.method(),
                        operation.method().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
