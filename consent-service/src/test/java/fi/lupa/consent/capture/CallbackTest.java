// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.suppression.Published;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallbackTest {

    private static final String PHONE = "+358500000123";

    private final Tenant tenant = Tenant.named();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void isClaimedByOneAlone_howeverManyAskAtOnce() throws InterruptedException, ExecutionException {
        // Given
        String id = ask().jsonPath().getString("id");
        ExecutorService callers = Executors.newFixedThreadPool(6);
        List<Callable<Response>> race = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            race.add(() -> Unhurried.answer(() -> claim(id)));
        }

        // When
        List<Integer> statuses = new ArrayList<>();
        for (Future<Response> answer : callers.invokeAll(race)) {
            statuses.add(answer.get().statusCode());
        }
        callers.shutdown();

        // Then
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);
        assertThat(claim(id).jsonPath().getString("code")).isEqualTo("CALLBACK_NOT_CLAIMABLE");
    }

    @Test
    void answersTheClaimWithItsShape_andKeepsOnlyItsDigest() {
        // Given
        Response asked = ask();

        // When
        Response claimed = claim(asked.jsonPath().getString("id"));

        // Then
        Instant expiresAt = Instant.parse(claimed.jsonPath().getString("expiresAt"));
        assertThat(Duration.between(Instant.now(), expiresAt)).isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
        assertThat(claimed.jsonPath().getString("revision")).isNotBlank();
        String secret = claimed.jsonPath().getString("claim");
        assertThat(Stored.found(secret)).isEmpty();
        Map<String, Object> request = request(asked);
        assertThat(request.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "controller",
                        "productGroups",
                        "requestedAt",
                        "expiresAt",
                        "maxCalls",
                        "used",
                        "claims",
                        "revokedAt",
                        "recordedAt");
        assertThat(request.toString()).contains(ClaimCall.digest(secret));
    }

    @Test
    void isUsedUp_onceTheCallIsReported() {
        // Given
        Response asked = ask();
        String claim = claim(asked.jsonPath().getString("id")).jsonPath().getString("claim");

        // When
        Response reported = report(Map.of("outcome", "CALLED", "claim", claim));

        // Then
        assertThat(reported.jsonPath().getList("results.status")).containsExactly(200);
        assertThat(request(asked)).containsEntry("used", 1);
        assertThat(claim(asked.jsonPath().getString("id")).statusCode()).isEqualTo(409);
        assertThat(kinds()).containsExactly("callback.requested", "callback.claimed", "callback.used");
    }

    @Test
    void isOpenAgain_whenNobodyWasReached() {
        // Given
        Response asked = ask();
        String id = asked.jsonPath().getString("id");
        String claim = claim(id).jsonPath().getString("claim");

        // When
        report(Map.of("outcome", "NOT_REACHED", "claim", claim));

        // Then
        assertThat(claim(id).statusCode()).isEqualTo(201);
    }

    @Test
    void isNotClaimable_onceThePersonHasSaidStop() {
        // Given
        String id = ask().jsonPath().getString("id");

        // When
        report(Map.of("outcome", "STOP"));

        // Then
        assertThat(claim(id).statusCode()).isEqualTo(409);
    }

    @Test
    void refusesAndStoresNothing_unlessItIsThePersonsOwnDistinctWish() {
        // Given
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        List<Response> refused = List.of(
                ask(body -> body.by("STAFF_ENTRY_UNSIGNED")),
                ask(body -> body.capture("bundled", true)),
                ask(body -> body.capture("controlDefault", "CHECKED")),
                ask(body -> body.capture("actor", "SYSTEM")),
                ask(body -> body.at(Instant.now().minus(Duration.ofDays(9)))));
        Response noPhone = tenant.post("/v1/callback-requests", callback(Body.ofMail(Body.anyMail())));
        Response endless = tenant.post("/v1/callback-requests", with(callback(phone()), "expiresIn", "P1Y"));

        // Then
        assertThat(refused).allSatisfy(answer -> assertThat(answer.jsonPath().getString("code"))
                .isEqualTo("METHOD_NOT_QUALIFIED"));
        assertThat(noPhone.jsonPath().getString("code")).isEqualTo("IDENTIFIER_MISSING_FOR_CHANNEL");
        assertThat(endless.jsonPath().getString("code")).isEqualTo("RANGE_INVALID");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void opensNothing_whenTheSameActIsPostedAgain() {
        // Given
        Map<String, Object> act = callback(phone().capture("actId", "form-1/row-1"));
        tenant.post("/v1/callback-requests", act);

        // When
        Response again = tenant.post("/v1/callback-requests", act);

        // Then
        assertThat(again.jsonPath().getString("code")).isEqualTo("METHOD_NOT_QUALIFIED");
    }

    @Test
    void isNotFoundAlike_whenItIsAnothersOrNobodys() {
        // Given
        String id = ask().jsonPath().getString("id");

        // When
        Response foreign =
                Tenant.request(tenant.tool().tenant("someone-else")).post("/v1/callback-requests/" + id + "/claim");
        Response notMine =
                Tenant.request(tenant.tool().controllers("verkko")).post("/v1/callback-requests/" + id + "/claim");
        Response nobodys = claim(UUID.randomUUID().toString());

        // Then
        assertThat(List.of(foreign, notMine, nobodys))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
    }

    @Test
    void readsAStopWidely_andMoreSoInAnswerToASurvey() {
        // When
        report(Map.of("outcome", "STOP", "purpose", "customer-survey", "channel", "SMS"));

        // Then
        assertThat(Stored.facts(tenant))
                .extracting(fact -> Contract.object(fact).at("/objection/scope").asText())
                .containsExactly("ALL_MARKETING", "SURVEYS");
    }

    @Test
    void objectsForWhoeverComplains_andNotesABounce() {
        // When
        Response answer = report(
                Map.of("outcome", "COMPLAINT", "channel", "SMS"), Map.of("outcome", "HARD_BOUNCE", "channel", "SMS"));

        // Then
        assertThat(answer.jsonPath().getList("results.status")).containsExactly(200, 200);
        assertThat(kinds()).containsExactly("contact.reported", "objection.recorded", "contact.reported");
    }

    @Test
    void putsWhoComplainsOrCannotBeReached_onTheControllersOwnList() {
        // Given
        String bouncing = Body.anyMail();

        // When
        report(
                Map.of("outcome", "COMPLAINT", "channel", "SMS"),
                Map.of(
                        "outcome", "HARD_BOUNCE",
                        "channel", "EMAIL",
                        "recipient", Map.of("type", "EMAIL", "value", bouncing)),
                Map.of("outcome", "HARD_BOUNCE", "channel", "SMS"),
                Map.of("outcome", "STOP", "channel", "SMS"));

        // Then
        Map<String, JsonNode> published =
                Published.await(tenant, found -> Published.entries(found, "own:kysely:-") == 2);
        assertThat(published.values().toString())
                .contains("COMPLAINT", "HARD_BOUNCE")
                .doesNotContain(bouncing, PHONE);
        Response plain = tenant.consent(Body.ofMail(bouncing).give("product-updates", "EMAIL"));
        Response own = tenant.consent(
                Body.ofMail(bouncing).give("product-updates", "EMAIL").by("DOUBLE_OPT_IN_LINK"));
        assertThat(plain.jsonPath().getString("records[0].because")).isEqualTo("NEEDS_CONTROL_OF_ADDRESS");
        assertThat(own.jsonPath().getString("records[0].state")).isEqualTo("GIVEN");
    }

    @Test
    void onlyCountsWhatWasSent_andStoresNothingOfStrangers() {
        // Given
        tenant.consent(phone().give("product-updates", "SMS"));
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        report(Map.of("outcome", "SENT", "channel", "SMS"), Map.of("outcome", "SENT", "channel", "SMS"));
        report(Map.of(
                "outcome", "SENT", "channel", "EMAIL", "recipient", Map.of("type", "EMAIL", "value", Body.anyMail())));

        // Then
        assertThat(Stored.counts(tenant)).isEqualTo(before);
        assertThat(Stored.texts(tenant, "SELECT sent::text FROM contact_count WHERE tenant = ?"))
                .containsExactly("2");
    }

    @Test
    void countsOnce_whenTheReportIsRepeatedWithItsKey() {
        // Given
        tenant.consent(phone().give("product-updates", "SMS"));
        List<Map<String, Object>> body = List.of(item(Map.of("outcome", "SENT", "channel", "SMS")));

        // When
        for (int i = 0; i < 2; i++) {
            Tenant.request(reporter())
                    .header("Idempotency-Key", "report-1")
                    .body(body)
                    .post("/v1/contact-reports")
                    .then()
                    .statusCode(200);
        }

        // Then
        assertThat(Stored.texts(tenant, "SELECT sent::text FROM contact_count WHERE tenant = ?"))
                .containsExactly("1");
    }

    @Test
    void takesTheStop_whateverElseIsWrongInTheBatch() {
        // When
        Response answer = report(
                Map.of("outcome", "CALLED", "controller", "vieras"),
                Map.of("outcome", "STOP"),
                Map.of("outcome", "CALLED", "at", "2999-01-01T00:00:00Z"));

        // Then
        assertThat(answer.jsonPath().getList("results.status")).containsExactly(403, 200, 422);
        assertThat(kinds()).containsExactly("objection.recorded");
    }

    private List<String> kinds() {
        return Stored.texts(
                tenant,
                "SELECT kind FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position");
    }

    private Map<String, Object> request(Response asked) {
        return tenant.get("/v1/subjects/" + asked.jsonPath().getString("subjectId"))
                .jsonPath()
                .getMap("callbackRequests[0]");
    }

    private Response ask() {
        Response answer = ask(body -> body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("expiresAt")).isNotBlank();
        return answer;
    }

    private Response ask(UnaryOperator<Body> change) {
        return tenant.post("/v1/callback-requests", callback(change.apply(phone())));
    }

    private Response claim(String id) {
        return Tenant.request(tenant.tool()).post("/v1/callback-requests/" + id + "/claim");
    }

    private static Body phone() {
        return Body.ofMail(Body.anyMail()).with("recipient", List.of(Map.of("type", "PHONE", "value", PHONE)));
    }

    private static Map<String, Object> callback(Body body) {
        Map<String, Object> members = new HashMap<>(body.map());
        members.remove("choices");
        members.put("productGroups", List.of("mobile"));
        return members;
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        members.put(name, value);
        return members;
    }

    private Tokens reporter() {
        return tenant.tool().scopes("contact:report");
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    private Response report(Map<String, Object>... items) {
        Response answer = Tenant.request(reporter())
                .body(Arrays.stream(items).map(CallbackTest::item).toList())
                .post("/v1/contact-reports");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static Map<String, Object> item(Map<String, Object> members) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "channel",
                "VOICE_HUMAN",
                "recipient",
                Map.of("type", "PHONE", "value", PHONE),
                "at",
                Timestamps.format(Instant.now())));
        item.putAll(members);
        return item;
    }
}
