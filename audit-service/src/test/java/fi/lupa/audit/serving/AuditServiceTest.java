// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service: records go in through Kafka, entries come out through HTTP. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class AuditServiceTest {

    private static final UUID TENANT = TenantId.ofKey("survey-vendor").value();
    private static final UUID STRANGER = TenantId.ofKey("another-vendor").value();
    private static boolean sent;

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @BeforeEach
    void logSomething() {
        if (!sent) {
            sent = true;
            try (Topics topics = new Topics(kafka.bootstrapServers())) {
                for (int i = 0; i < 12; i++) {
                    String controller = i % 3 == 2 ? "client-a" : "kysely";
                    topics.send(Feed.FACTS, Facts.consent(TENANT, i, Facts.subject(1), i + 1, controller));
                }
                topics.send(Feed.FACTS, Facts.consent(TENANT, 50, Facts.subject(2), 1, "client-b"));
                topics.send(Feed.FACTS, Facts.consent(STRANGER, 60, Facts.subject(3), 1, "kysely"));
            }
            await(() -> entries(token("survey-vendor", "kysely client-a client-b"), "limit=1000")
                            .size()
                    == 13);
            try (Topics topics = new Topics(kafka.bootstrapServers())) {
                String key = TENANT + ":" + Facts.subject(1);
                topics.send(
                        Feed.FACTS,
                        Facts.objection(70, Facts.subject(1), 9).withKey(key).withValue("not json"));
                topics.send(Feed.CATALOGUE, Facts.watermark());
                topics.send(
                        Feed.CATALOGUE,
                        Facts.objection(71, Facts.subject(1), 9).withValue("{").withKey("nobody"));
                topics.send(
                        Feed.DECISIONS,
                        Facts.objection(72, Facts.subject(1), 9).withValue("{}").withKey("nobody"));
            }
            await(() -> rejections("survey-vendor").size() == 1
                    && rejections("operator").size() == 2);
        }
    }

    @Test
    void showsEachFactOnceInOrder_whenTheSubjectIsAskedFor() {
        // When
        JsonPath page = get(token("survey-vendor", "kysely client-a"), "/v1/subjects/" + Facts.subject(1) + "/entries");

        // Then
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(Facts.id(i).toString());
        }
        assertThat(page.getList("items.leaf.id")).isEqualTo(ids);
        assertThat(page.getList("items.leaf.n")).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        for (int i = 1; i < 12; i++) {
            String previous =
                    page.getString("items[" + (i - 1) + "].log") + ":" + page.get("items[" + (i - 1) + "].index");
            assertThat(page.getString("items[" + i + "].leaf.prev")).isEqualTo(previous);
        }
    }

    @Test
    void letsAStrangerRecomputeTheHash_whenOnlyTheAnswerIsAtHand() throws NoSuchAlgorithmException {
        // When
        JsonPath page = get(token("survey-vendor", "kysely"), "/v1/entries");

        // Then
        List<String> lines = page.getList("items.line");
        List<String> hashes = page.getList("items.leafHash");
        assertThat(lines).isNotEmpty();
        for (int i = 0; i < lines.size(); i++) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            byte[] hash = sha256.digest(lines.get(i).getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(hashes.get(i));
        }
    }

    @Test
    void givesExactlyTheLines_whenNdjsonIsAskedFor() {
        // Given
        String token = token("survey-vendor", "kysely client-a client-b");
        List<String> lines = get(token, "/v1/entries").getList("items.line");

        // When
        String body = given().auth()
                .oauth2(token)
                .accept("application/x-ndjson")
                .get("/v1/entries")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("application/x-ndjson"))
                .extract()
                .asString();

        // Then
        assertThat(body).isEqualTo(String.join("\n", lines) + "\n");
    }

    @Test
    void hidesEntriesOfOthersControllers_whenTheTokenDoesNotNameThem() {
        // When
        List<String> controllers = get(token("survey-vendor", "kysely"), "/v1/entries?limit=1000")
                .getList("items.findAll { it.leaf.kind == 'consent.given' }.leaf.ctl");

        // Then
        assertThat(controllers).hasSize(8).containsOnly("kysely");
    }

    @Test
    void followsTheLinks_whenPagesAreSmall() {
        // Given
        String token = token("survey-vendor", "kysely client-a client-b");
        List<String> whole = get(token, "/v1/entries?limit=1000").getList("items.leaf.id");
        List<String> ids = new ArrayList<>();

        // When
        String next = "/v1/entries?limit=4&from=2020-01-01T00:00:00Z";
        while (!next.isEmpty()) {
            Response answer =
                    given().auth().oauth2(token).urlEncodingEnabled(false).get(next);
            assertThat(answer.statusCode()).isEqualTo(200);
            ids.addAll(answer.jsonPath().getList("items.leaf.id"));
            String link = answer.header("Link");
            next = link == null ? "" : link.substring(1, link.indexOf('>'));
            assertThat(link == null).isEqualTo(answer.jsonPath().get("next") == null);
        }

        // Then
        assertThat(ids).isEqualTo(whole);
    }

    @Test
    void filters_whenControllerPurposeAndPeriodAreGiven() {
        String token = token("survey-vendor", "kysely client-a");

        assertThat(entries(token, "controller=client-a")).hasSize(4);
        assertThat(entries(token, "controller=kysely&purpose=newsletter")).hasSize(8);
        assertThat(entries(token, "controller=kysely&purpose=other")).isEmpty();
        assertThat(entries(token, "from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(entries(token, "to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(entries(token, "from=2020-01-01T00:00:00Z&controller=kysely"))
                .hasSize(8);
    }

    @Test
    void answersTheSame404_whenTheSubjectIsUnknownAnotherTenantsOrAnotherControllers() {
        // Given
        List<String> bodies = new ArrayList<>();

        // When
        for (String subject : List.of(Facts.subject(999), Facts.subject(3), Facts.subject(2), "nonsense")) {
            Response answer =
                    given().auth().oauth2(token("survey-vendor", "kysely")).get("/v1/subjects/" + subject + "/entries");
            assertThat(answer.statusCode()).as(subject).isEqualTo(404);
            bodies.add(answer.jsonPath().getString("code")
                    + answer.jsonPath().getString("title")
                    + answer.jsonPath().getString("detail"));
        }

        // Then
        assertThat(bodies).allMatch(bodies.get(0)::equals);
    }

    @Test
    void refuses_whenTokenScopeControllerOrParametersAreWrong() {
        String good = token("survey-vendor", "kysely");
        String unscoped = issuer.mint(claims("survey-vendor", "kysely", "decision:read"), Duration.ofMinutes(5));

        assertThat(given().get("/v1/entries").statusCode()).isEqualTo(401);
        for (String path : List.of("/v1/entries", "/v1/logs", "/v1/ingest-rejections", "/v1/subjects/x/entries")) {
            assertThat(given().auth().oauth2(unscoped).get(path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(code(good, "/v1/entries?controller=client-a", 403)).isEqualTo("CALLER_NOT_AUTHORISED");
        assertThat(code(good, "/v1/entries?cursor=zzz", 400)).isEqualTo("INVALID_VALUE");
        assertThat(code(good, "/v1/entries?limit=0", 400)).isEqualTo("INVALID_VALUE");
        assertThat(code(good, "/v1/entries?from=now", 400)).isEqualTo("INVALID_VALUE");
        assertThat(code(good, "/v1/entries?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", 422))
                .isEqualTo("RANGE_INVALID");
    }

    @Test
    void showsWhatWasRefused_whenGarbageCameOnEachTopic() {
        // When
        JsonPath own = get(token("survey-vendor", "kysely"), "/v1/ingest-rejections");
        JsonPath operators = get(token("operator", ""), "/v1/ingest-rejections");

        // Then
        assertThat(own.getList("items.reason")).containsExactly("NOT_JSON");
        assertThat(own.getList("items.topic")).containsExactly("lupa.permission-events.v1");
        assertThat(operators.getList("items.topic"))
                .containsExactlyInAnyOrder("lupa.catalogue.v1", "lupa.decision-events.v1");
        assertThat(get(token("another-vendor", "kysely"), "/v1/ingest-rejections")
                        .getList("items"))
                .isEmpty();
        JsonPath entries = get(token("survey-vendor", "kysely"), "/v1/entries");
        assertThat(entries.getList("items.findAll { it.leaf.kind == 'ingest.rejected' }.leaf.fact.reason"))
                .containsExactly("NOT_JSON");
    }

    @Test
    void namesTheLog_whenLogsAreAskedFor() {
        // When
        JsonPath logs = get(token("survey-vendor", "kysely"), "/v1/logs");

        // Then
        assertThat(logs.getList("items")).hasSize(1);
        assertThat(logs.getString("items[0].name")).matches("[0-9A-HJKMNP-TV-Z]{16}");
        assertThat(logs.getInt("items[0].size")).isEqualTo(14);
        assertThat(logs.getString("items[0].rootHash")).hasSize(64);
    }

    @Test
    void tellsItsStateAndFigures_whenAnOperatorLooks() {
        // When
        await(() -> given().get("/q/health/ready").statusCode() == 200
                && "INGESTING".equals(check("ingestion", "data.state")));
        JsonPath health =
                given().get("/q/health/ready").then().statusCode(200).extract().jsonPath();
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();

        // Then
        assertThat(health.getString("checks.find { it.name == 'log protection' }.data.degraded"))
                .isEqualTo("no");
        // What stops the writing of logs must not stop the reading of them, nor hide the reason.
        assertThat(health.getList("checks.name", String.class))
                .doesNotContain("ingestion", "ingestion accounts", "checkpoints", "recheck");
        assertThat(metrics)
                .containsPattern("lupa_log_entries\\{log=\"tenant\"} \\d+")
                .contains("lupa_ingest_rejections_total{")
                .contains("lupa_ingest_lag_records")
                .contains("lupa_ingest_unaccounted_offsets 0.0");
        assertThat(given().get("/q/openapi").then().statusCode(200).extract().asString())
                .contains("/v1/ingest-rejections");
    }

    private static String check(String name, String member) {
        return given().get("/q/health/well")
                .jsonPath()
                .getString("checks.find { it.name == '" + name + "' }." + member);
    }

    private List<Object> entries(String token, String query) {
        return get(token, "/v1/entries?" + query).getList("items.findAll { it.leaf.kind != 'ingest.rejected' }");
    }

    private List<Object> rejections(String tenant) {
        return get(token(tenant, ""), "/v1/ingest-rejections").getList("items");
    }

    private static JsonPath get(String token, String path) {
        return given().auth()
                .oauth2(token)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String code(String token, String path, int status) {
        return given().auth()
                .oauth2(token)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .jsonPath()
                .getString("code");
    }

    private String token(String tenant, String controllers) {
        return issuer.mint(claims(tenant, controllers, "audit:read"), Duration.ofMinutes(5));
    }

    private static Map<String, Object> claims(String tenant, String controllers, String scope) {
        return Map.of(
                "tenant",
                tenant,
                "controllers",
                controllers.isEmpty() ? List.of() : List.of(controllers.split(" ", -1)),
                "scope",
                scope,
                "azp",
                "auditor",
                "sub",
                "auditor",
                "aud",
                "lupa");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
