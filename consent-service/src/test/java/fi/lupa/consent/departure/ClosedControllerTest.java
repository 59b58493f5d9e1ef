// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a controller that has left still takes: a no. Nothing else about anybody, by whichever door it comes. */
@QuarkusTest
class ClosedControllerTest {

    private static final String CLOSED = "409 CONTROLLER_CLOSED";
    private static final String PHONE = "+358500000456";
    private static final String CONTACTS = """
            SELECT s.id FROM subject s WHERE s.tenant = ? AND jsonb_array_length(s.state -> 'contacts') > 0""";
    private static final String PERMITTED = """
            SELECT c ->> 'purpose' FROM subject s, jsonb_array_elements(s.state -> 'choices') c
            WHERE s.tenant = ? AND s.status = 'LIVE' AND c -> 'permission' <> 'null'""";

    private final Tenant tenant = Tenant.named();
    private final Leaver officer = new Leaver(tenant);
    private final String mail = Body.anyMail();
    private final String stranger = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void takesNothingThatIsNoNo_byWhicheverDoorItComes() {
        // Given
        prefers(mail, Map.of("topics", Map.of("off", List.of("events")), "pausedUntil", "2098-01-01T00:00:00.000Z"));
        String objection = object(mail).jsonPath().getString("records[0].id");
        String callback = callback().jsonPath().getString("id");
        String restricted = restricted();
        officer.leaves("kysely", Leaver.LONG_AGO);
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Map<String, Response> answers = new LinkedHashMap<>();
        answers.put("asked, not answered", consent(Body.ofMail(stranger).choose("NOT_ANSWERED", "newsletter")));
        answers.put("a yes", consent(Body.ofMail(stranger).give("product-updates", "EMAIL")));
        answers.put(
                "a yes and a no",
                consent(Body.ofMail(stranger).give("product-updates", "EMAIL").choose("REFUSED", "newsletter")));
        answers.put("topic on", prefers(mail, Map.of("topics", Map.of("on", List.of("events")))));
        answers.put("topic of a stranger", prefers(stranger, Map.of("topics", Map.of("on", List.of("news")))));
        answers.put("shorter pause", prefers(mail, Map.of("pausedUntil", "2027-01-01T00:00:00.000Z")));
        answers.put("lift", tenant.post("/v1/objections/" + objection + "/lift", lift()));
        answers.put("call asked for", callback());
        answers.put("call claimed", tenant.post("/v1/callback-requests/" + callback + "/claim", Map.of()));
        answers.put("machine's call", tenant.post("/v1/calls", call()));
        answers.put("description", tenant.post("/v1/contacts", about(stranger, Map.of("kind", "CONSUMER"))));
        answers.put("disclosure", tenant.post("/v1/disclosures", disclosure()));
        answers.put("restriction", asOfficer("/v1/rights-requests/" + restricted + "/lift-restriction", Map.of()));

        // Then
        assertThat(answers).allSatisfy((door, answer) -> assertThat(outcome(answer))
                .as("%s: %s", door, answer.asString())
                .isEqualTo(CLOSED));
        assertThat(report(stranger, "CALLED")).isEqualTo(409);
        assertThat(Stored.counts(tenant)).isEqualTo(before);
        assertThat(Stored.found(stranger)).isEmpty();
    }

    @Test
    void takesTheNo_withoutWhatComesWithIt() {
        // Given
        officer.leaves("kysely", Leaver.LONG_AGO);
        Map<String, Object> contact = Map.of("kind", "WORK_NAMED", "language", "sv");

        // When
        Response refused =
                consent(Body.ofMail(mail).choose("REFUSED", "newsletter").with("contact", contact));
        Response withdrawn =
                consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates").with("contact", contact));
        Response objected = tenant.post("/v1/objections", objection(stranger, Map.of("contact", contact)));

        // Then
        assertThat(List.of(refused, withdrawn, objected))
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201));
        assertThat(Stored.texts(tenant, CONTACTS)).isEmpty();
        assertThat(Stored.facts(tenant)).hasSizeGreaterThan(3).noneMatch(fact -> fact.contains("contact.described"));
    }

    @Test
    void takesWhatHoldsBackMore_andWhatWasReportedOfSomebodyItKnows() {
        // Given
        prefers(mail, Map.of("topics", Map.of("off", List.of("events"))));
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response paused = prefers(mail, Map.of("pausedUntil", "2099-01-01T00:00:00.000Z"));
        Response strangers = prefers(stranger, Map.of("topics", Map.of("off", List.of("news"))));
        List<Integer> reported = List.of(report(mail, "NOT_REACHED"), report(mail, "STOP"), report(stranger, "STOP"));

        // Then
        assertThat(paused.statusCode()).as(paused.asString()).isEqualTo(200);
        assertThat(strangers.statusCode()).as(strangers.asString()).isEqualTo(200);
        assertThat(reported).containsOnly(200);
        Response kept = tenant.get("/v1/subjects/" + paused.jsonPath().getString("subjectId"));
        assertThat(kept.jsonPath().getMap("preferences[0]"))
                .containsEntry("topicsOff", List.of("events"))
                .containsEntry("pausedUntil", "2099-01-01T00:00:00.000Z");
    }

    @Test
    void getsNoYesBack_byImportMergeOrReplay() {
        // Given
        Map<String, Object> yes =
                Body.ofMail(mail).give("product-updates", "EMAIL").map();
        String giver =
                tenant.post("/v1/consents", yes, "the-same-key").jsonPath().getString("subjectId");
        String other = object(stranger).jsonPath().getString("subjectId");
        consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response replayed = tenant.post("/v1/consents", yes, "the-same-key");
        Response again = tenant.post("/v1/consents", yes);
        List<String> imported = imported(mail);
        Response merged = asOfficer(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", other, "into", giver, "reason", "Sama asiakas."));

        // Then
        assertThat(replayed.statusCode()).isEqualTo(201);
        assertThat(outcome(again)).isEqualTo(CLOSED);
        assertThat(imported)
                .containsExactly(
                        "GIVEN INVALID CONTROLLER_CLOSED", "NOT_ANSWERED INVALID CONTROLLER_CLOSED", "REFUSED STORED");
        assertThat(merged.statusCode()).as(merged.asString()).isEqualTo(200);
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
        assertThat(tenant.get("/v1/subjects/" + giver).jsonPath().getList("objections.scope"))
                .containsExactly("ALL_MARKETING");
    }

    private Response consent(Body body) {
        return tenant.consent(body);
    }

    private Response prefers(String address, Map<String, Object> wishes) {
        Body body = Body.ofMail(address).by("AUTHENTICATED_SELF_SERVICE").withoutChoices();
        wishes.forEach(body::with);
        return tenant.post("/v1/preferences", body.map());
    }

    private Response object(String address) {
        return tenant.post("/v1/objections", objection(address, Map.of()));
    }

    private Map<String, Object> objection(String address, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(about(address, more));
        body.put("scope", "ALL_MARKETING");
        body.put("capture", Map.of("method", "WEB_BUTTON", "at", now()));
        return body;
    }

    private Map<String, Object> lift() {
        return Body.ofMail(mail).by("DOUBLE_OPT_IN_LINK").withoutChoices().map();
    }

    private Response callback() {
        Map<String, Object> body = new HashMap<>(
                Body.of("PHONE", PHONE).by("WEB_BUTTON").withoutChoices().map());
        body.put("productGroups", List.of("broadband"));
        return tenant.post("/v1/callback-requests", body);
    }

    private Map<String, Object> call() {
        Map<String, Object> body = new HashMap<>();
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "PHONE", "value", PHONE)));
        body.put("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"));
        body.put("startedAt", now());
        body.put("aiDisclosedAt", now());
        body.put("listeners", List.of());
        return body;
    }

    private Map<String, Object> disclosure() {
        return about(
                stranger,
                Map.of(
                        "disclosedTo",
                        Map.of("kind", "PARTNER", "key", "partner-x"),
                        "data",
                        List.of("email"),
                        "reference",
                        "kumppani-17",
                        "at",
                        now()));
    }

    private String restricted() {
        Map<String, Object> asked = about(
                mail, Map.of("kind", "RESTRICTION", "receivedAt", "2026-01-31T10:00:00.000Z", "identity", "VERIFIED"));
        String id = asOfficer("/v1/rights-requests", asked).jsonPath().getString("id");
        Map<String, Object> restriction =
                Map.of("scope", "MARKETING", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00.000Z");
        Response done = asOfficer(
                "/v1/rights-requests/" + id + "/complete", Map.of("outcome", "GRANTED", "restriction", restriction));
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        return id;
    }

    private Response asOfficer(String path, Object body) {
        return officer.as("officer-1").body(body).post(path);
    }

    /** The status that a report of a contact would have had alone. */
    private int report(String address, String outcome) {
        Map<String, Object> report = Map.of(
                "controller",
                "kysely",
                "recipient",
                Map.of("type", "EMAIL", "value", address),
                "channel",
                "EMAIL",
                "outcome",
                outcome,
                "at",
                now());
        return Tenant.request(Tokens.of("call-centre")
                        .tenant(tenant.key())
                        .controllers("kysely")
                        .scopes("contact:report"))
                .body(List.of(report))
                .post("/v1/contact-reports")
                .jsonPath()
                .getInt("results[0].status");
    }

    /** What became of a row of each choice. */
    private List<String> imported(String address) {
        List<String> choices = List.of("GIVEN", "NOT_ANSWERED", "REFUSED");
        StringBuilder rows = new StringBuilder(
                "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language\n");
        choices.forEach(choice -> rows.append("EMAIL;")
                .append(address)
                .append(";product-updates;EMAIL;")
                .append(choice)
                .append(";DOUBLE_OPT_IN_LINK;2026-01-05T10:00:00.000Z;newsletter-notice;1.1;fi\n"));
        Response taken = given().auth()
                .oauth2(tenant.tool().text())
                .contentType("text/csv; charset=utf-8")
                .body(rows.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?controller=kysely");
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        String job = taken.header("Location");
        Await.until(() -> "DONE".equals(tenant.get(job).jsonPath().getString("status")));
        List<String> lines = given().auth()
                .oauth2(tenant.tool().text())
                .get(job + "/report")
                .asString()
                .lines()
                .map(line -> line.replaceAll("[{}\"]", "")
                        .replaceAll("line:\\d+,result:", "")
                        .replace(",code:", " "))
                .map(line -> line.replace(" null", ""))
                .toList();
        return List.of(
                choices.get(0) + " " + lines.get(0),
                choices.get(1) + " " + lines.get(1),
                choices.get(2) + " " + lines.get(2));
    }

    private static Map<String, Object> about(String address, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "EMAIL", "value", address)));
        return body;
    }

    private static String now() {
        return Timestamps.format(Instant.now());
    }

    private static String outcome(Response answer) {
        return answer.statusCode() + " " + answer.jsonPath().getString("code");
    }
}
