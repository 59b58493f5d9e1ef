// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubjectsResourceTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void findsTheState_whenAskedByAddress() {
        // Given
        String id = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));

        // When
        Response found = tenant.post(
                "/v1/subjects/lookup",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail.toUpperCase(Locale.ROOT)))));

        // Then
        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        assertThat(found.jsonPath().getString("subjectId")).isEqualTo(id);
        assertThat(found.jsonPath().getInt("stateRevision")).isEqualTo(1);
        assertThat(found.asString()).doesNotContainIgnoringCase(mail);
    }

    @Test
    void looksLikeNothing_whenItIsAnotherTenantsOrAnotherControllers() {
        // Given
        String id = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        Tenant other = Tenant.named();

        // When
        Response foreign = other.get("/v1/subjects/" + id);
        Response unknown = tenant.get("/v1/subjects/sub_00000000000000000000000000");
        Response malformed = tenant.get("/v1/subjects/nobody");
        Response otherController = Tenant.request(Tokens.of("verkko-tool")
                        .tenant(tenant.key())
                        .controllers("verkko")
                        .scopes("consent:read"))
                .get("/v1/subjects/" + id + "/history");

        // Then
        for (Response answer : List.of(foreign, unknown, malformed, otherController)) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("NOT_FOUND");
            assertThat(answer.jsonPath().getMap("").keySet())
                    .isEqualTo(unknown.jsonPath().getMap("").keySet());
        }
    }

    @Test
    void pagesTheHistoryOldestFirst() {
        // Given
        String id = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling"));

        // When
        Response first = tenant.get("/v1/subjects/" + id + "/history?limit=2");
        Response second = tenant.get("/v1/subjects/" + id + "/history?limit=2&cursor="
                + first.jsonPath().getString("next"));

        // Then
        assertThat(first.jsonPath().getList("items.kind", String.class))
                .containsExactly("consent.given", "consent.withdrawn");
        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(second.jsonPath().getList("items.kind", String.class)).containsExactly("consent.refused");
        assertThat(second.jsonPath().getString("next")).isNull();
    }

    @Test
    void laysADescriptionOverTheOneBefore() {
        // Given
        Map<String, Object> recipient = Map.of("type", "EMAIL", "value", mail);
        tenant.post(
                "/v1/contacts",
                Map.of(
                        "controller", "kysely",
                        "recipient", List.of(recipient),
                        "kind", "WORK_NAMED",
                        "organisation", Map.of("businessId", "1234567-1", "name", "Salainen Oy"),
                        "workDuties", List.of(Map.of("productGroup", "hr-software", "evidence", "verkkosivu")),
                        "age", Map.of("band", "FROM_13_TO_17", "nextBandOn", "2028-04-02")));

        // When
        Response answer = tenant.post(
                "/v1/contacts",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(recipient),
                        "age",
                        Map.of("band", "UNKNOWN"),
                        "language",
                        "sv"));
        Response related = tenant.post(
                "/v1/relationships",
                Map.of(
                        "controller", "kysely",
                        "recipient", List.of(recipient),
                        "type", "CUSTOMER",
                        "since", "2024-05-01",
                        "productGroups", List.of("broadband")));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getMap("").keySet()).containsExactlyInAnyOrder("subjectId", "revision");
        assertThat(related.statusCode()).as(related.asString()).isEqualTo(200);
        Response state = tenant.get("/v1/subjects/" + answer.jsonPath().getString("subjectId"));
        assertThat(state.jsonPath().getMap("contacts[0]"))
                .containsEntry("kind", "WORK_NAMED")
                .containsEntry("ageBand", "FROM_13_TO_17")
                .containsEntry("language", "sv")
                .containsEntry("workProductGroups", List.of("hr-software"));
        assertThat(state.jsonPath().getString("relationships[0].since")).isEqualTo("2024-05-01");
        assertThat(Stored.found("Salainen")).isEmpty();
    }

    @Test
    void keepsOneOrder_whenManyWriteAboutOneSubjectAtOnce() {
        // Given
        String id = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));

        // When
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Body body = i % 2 == 0
                    ? Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL")
                    : Body.ofMail(mail).give("product-updates", "EMAIL");
            String key = UUID.randomUUID().toString();
            writes.add(CompletableFuture.supplyAsync(
                    () -> Unhurried.answer(() -> tenant.post("/v1/consents", body.map(), key))
                            .statusCode()));
        }

        // Then
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isEqualTo(201));
        assertThat(tenant.get("/v1/subjects/" + id).jsonPath().getInt("stateRevision"))
                .isEqualTo(13);
        assertThat(Stored.texts(
                        tenant,
                        "SELECT revision::text FROM journal WHERE tenant = ? AND subject IS NOT NULL"
                                + " ORDER BY epoch, xid, position"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13");
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("subjectId");
    }
}
