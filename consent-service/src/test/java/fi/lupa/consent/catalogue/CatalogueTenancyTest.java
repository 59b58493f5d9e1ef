// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static fi.lupa.consent.catalogue.CatalogueResourceTest.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CatalogueTenancyTest {

    private static final List<String> LISTS = List.of(
            "/v1/controllers",
            "/v1/purposes",
            "/v1/notices",
            "/v1/mandates",
            "/v1/groups",
            "/v1/arrangements",
            "/v1/partners");

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final CatalogueClient admin = CatalogueClient.of(tenant, "kysely");
    private final CatalogueClient stranger = CatalogueClient.of("s-" + tenant, "kysely");

    @Test
    void answersTheSame_forAnotherTenantsIdsAndForIdsThatDoNotExist() {
        // Given
        admin.createController("kysely");
        admin.post("/v1/purposes", Map.of("controller", "kysely", "key", "profiling", "category", "PROFILING"));
        admin.post(
                "/v1/notices/n/versions",
                Map.of(
                        "version",
                        "1",
                        "changeClass",
                        "MATERIAL",
                        "controllers",
                        List.of("kysely"),
                        "texts",
                        Map.of("fi", Map.of("title", "a", "body", "b"))));
        String mandate = admin.post(
                        "/v1/mandates",
                        Map.of("processor", "mailer", "controller", "kysely", "rights", List.of("DECIDE")))
                .jsonPath()
                .getString("id");
        admin.post("/v1/partners", Map.of("key", "partner-x", "legalName", "Kumppani X Oy"));

        // When, Then
        for (String place : List.of(
                "/v1/controllers/kysely",
                "/v1/purposes/kysely/profiling",
                "/v1/notices/n",
                "/v1/notices/n/versions",
                "/v1/notices/n/versions/1",
                "/v1/mandates/" + mandate,
                "/v1/partners/partner-x")) {
            assertThat(admin.get(place).statusCode()).as(place).isEqualTo(200);
            Response foreign = stranger.get(place);
            assertProblem(foreign, 404, "NOT_FOUND");
            assertThat(withoutTrace(foreign)).isEqualTo(withoutTrace(stranger.get("/v1/partners/no-such")));
        }
        assertProblem(
                stranger.put("/v1/controllers/kysely", Map.of("key", "kysely", "legalName", "X")), 404, "NOT_FOUND");
        LISTS.forEach(list -> assertThat(stranger.get(list).jsonPath().getList("items"))
                .as(list)
                .isEmpty());
    }

    @Test
    void refusesAController_thatTheTokenDoesNotName() {
        // Given
        admin.createController("kysely");
        CatalogueClient other = CatalogueClient.of(tenant, "another");

        // When
        Response create = other.post("/v1/controllers", Map.of("key", "third", "legalName", "X"));
        Response purpose =
                other.post("/v1/purposes", Map.of("controller", "kysely", "key", "p", "category", "PROFILING"));
        Response read = other.get("/v1/controllers/kysely");
        Response list = other.get("/v1/controllers");

        // Then
        assertProblem(create, 403, "CALLER_NOT_AUTHORISED");
        assertProblem(purpose, 403, "CALLER_NOT_AUTHORISED");
        assertProblem(read, 404, "NOT_FOUND");
        assertThat(list.jsonPath().getList("items")).isEmpty();
    }

    @Test
    void refuses_whenTheScopeIsMissing() {
        // Given
        Tokens tokens = CatalogueClient.tokens(tenant, "kysely");
        CatalogueClient reader =
                new CatalogueClient(tokens.scopes("catalogue:read").text());
        CatalogueClient writer =
                new CatalogueClient(tokens.scopes("consent:write").text());

        // When, Then
        assertProblem(reader.createController("kysely"), 403, "SCOPE_MISSING");
        LISTS.forEach(list -> assertProblem(writer.get(list), 403, "SCOPE_MISSING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "forged", "audience", "tenantless", "garbage"})
    void refuses_whenTheTokenIsNotValid(String flaw) {
        // Given
        Tokens tokens = CatalogueClient.tokens(tenant, "kysely").scopes("catalogue:read");
        String token = Map.of(
                        "expired", tokens.expired(),
                        "forged", tokens.forged(),
                        "audience", tokens.audience("another").text(),
                        "tenantless", tokens.with("tenant", "").text(),
                        "garbage", "abc.def.ghi")
                .get(flaw);

        // When
        Response refused = new CatalogueClient(String.valueOf(token)).get("/v1/controllers");

        // Then
        assertProblem(refused, 401, "TOKEN_INVALID");
    }

    @Test
    void refuses_withoutAToken() {
        // When
        Response refused = given().contentType(ContentType.JSON).get("/v1/controllers");

        // Then
        assertProblem(refused, 401, "TOKEN_INVALID");
    }

    private static Map<String, Object> withoutTrace(Response problem) {
        Map<String, Object> body = problem.jsonPath().getMap("");
        body.remove("traceId");
        return body;
    }
}
