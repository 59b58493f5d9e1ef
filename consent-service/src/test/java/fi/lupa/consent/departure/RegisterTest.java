// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.copy.RegisterCopies;
import fi.lupa.consent.copy.RegisterCopy;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A register that is given in one go. */
@QuarkusTest
class RegisterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 300;
    private static final String OLDER_FACTS = """
            INSERT INTO journal (tenant, epoch, event_id, kind, subject, revision, payload, recorded_at)
            SELECT j.tenant, j.epoch, e.id, j.kind, j.subject, 1000 + n,
              jsonb_set(j.payload, '{id}', to_jsonb(e.id::text)) || jsonb_build_object('padding', repeat('x', 4000)), j.recorded_at
            FROM journal j, generate_series(1, 40) n, LATERAL (SELECT md5(j.event_id::text || n)::uuid AS id) e
            WHERE j.tenant = ? AND j.kind LIKE 'consent.%' RETURNING 'made'""";
    private static final String READING = """
            SELECT pid::text FROM pg_stat_activity
            WHERE ?::uuid IS NOT NULL AND datname = current_database() AND state = 'idle in transaction' AND usename = 'lupa_consent_app'
              AND state_change < now() - interval '1 second'""";
    private static final String ON_RECORD = """
            SELECT payload -> 'body' -> 'leaving' ->> 'returnedTo' FROM journal
            WHERE tenant = ? AND kind = 'catalogue.controller' AND payload -> 'body' -> 'leaving' ->> 'returnedAt' IS NOT NULL
            ORDER BY epoch, xid, position""";

    /** How an answer in chunks ends that is whole (RFC 9112, 7.1). */
    private static final String WHOLE = "\r\n0\r\n\r\n";

    private final Tenant tenant = Tenant.named();
    private final Leaver officer = new Leaver(tenant);
    private final String mail = Body.anyMail();

    @Inject
    RegisterCopies copies;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI home;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void holdsAPersonALine_withAllThatStandsAndAllThatWasSaid() throws IOException {
        // Given
        created(tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .choose("REFUSED", "customer-survey")
                .capture("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"))
                .capture("evidence", Map.of("form", "lomake-12"))));
        created(tenant.consent(Body.ofMail(mail)
                .capture("confirmation", Map.of("deliver", "CLIENT"))
                .give("newsletter", "EMAIL")));
        created(object(mail, "SURVEYS"));
        created(tenant.post("/v1/relationships", about(mail, Map.of("type", "CUSTOMER", "since", "2024-05-01"))));
        String refused = Body.anyMail();
        created(tenant.consent(Body.ofMail(refused).choose("WITHDRAWN", "newsletter")));
        officer.leaves("kysely", "2099-01-01T00:00:00.000Z");

        // When
        Response answer = register("kysely");

        // Then
        List<JsonNode> lines = lines(answer);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).path("register").asText()).isEqualTo("kysely");
        assertThat(lines.get(0).path("format").asInt()).isEqualTo(1);
        JsonNode person = person(lines, mail);
        assertThat(cell(person, "product-updates")
                        .path("permission")
                        .path("method")
                        .asText())
                .isNotEmpty();
        assertThat(cell(person, "customer-survey")
                        .path("prohibition")
                        .path("at")
                        .asText())
                .isNotEmpty();
        assertThat(cell(person, "newsletter").path("pending").isObject()).isTrue();
        assertThat(person.at("/standing/objections/0/scope").asText()).isEqualTo("SURVEYS");
        assertThat(person.at("/standing/relationships/0/type").asText()).isEqualTo("CUSTOMER");
        JsonNode given = person.path("facts").get(0);
        assertThat(given.at("/consent/notice/version").asText()).isEqualTo("1.1");
        assertThat(given.at("/consent/notice/sha256").asText()).isNotEmpty();
        assertThat(given.at("/capture/method").asText()).isNotEmpty();
        assertThat(given.path("at").asText()).isNotEmpty();
        assertThat(person.path("facts").toString()).contains("lomake-12").doesNotContain("\"missing\"");
        assertThat(person(lines, refused).at("/standing/choices/0/prohibition").isObject())
                .isTrue();
        JsonNode last = lines.get(3);
        assertThat(last.path("people").asInt()).isEqualTo(2);
        assertThat(last.path("facts").asInt())
                .isEqualTo(Stored.facts(tenant).size())
                .isGreaterThanOrEqualTo(6);
        assertThat(last.path("sha256").asText()).isEqualTo(digestOfAllButTheLast(answer));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void holdsNothingOfAnotherControllerOfTheSameRegister_norOfAnotherTenant() throws IOException {
        // Given
        tenant.admin(
                "/v1/groups",
                Map.of(
                        "key",
                        "yhdessa",
                        "members",
                        List.of(Map.of("controller", "kysely"), Map.of("controller", "verkko")),
                        "sharedRegister",
                        true));
        String neighbours = Body.anyMail();
        give(mail, "kysely", "oma-viite");
        give(mail, "verkko", "naapurin-viite");
        give(neighbours, "verkko", "naapurin-viite");
        Tenant other = Tenant.named();
        other.fill();
        created(other.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .capture("evidence", Map.of("form", "vieras-viite"))));
        officer.leaves("kysely", Leaver.LONG_AGO);
        officer.leaves("verkko", Leaver.LONG_AGO);

        // When
        Response own = register("kysely");
        Response neighbour = register("verkko");

        // Then
        assertThat(own.asString())
                .contains(mail, "oma-viite")
                .doesNotContain("naapurin-viite", "vieras-viite", "verkko", neighbours);
        assertThat(lines(own)).hasSize(3);
        assertThat(neighbour.asString())
                .contains(mail, neighbours, "naapurin-viite")
                .doesNotContain("oma-viite");
    }

    @Test
    void marksWhoIsRestricted_andHasNothingReadableOfWhoIsErased() throws IOException {
        // Given
        String erased = Body.anyMail();
        give(mail, "kysely", "oma-viite");
        give(erased, "kysely", "poistettu-viite");
        done(
                "RESTRICTION",
                mail,
                Map.of(
                        "outcome",
                        "GRANTED",
                        "restriction",
                        Map.of(
                                "scope",
                                "MARKETING",
                                "ground",
                                "ACCURACY_CONTESTED",
                                "from",
                                "2026-02-01T00:00:00.000Z")));
        done("ERASURE", erased, Map.of("outcome", "GRANTED"));
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response answer = register("kysely");

        // Then
        List<JsonNode> lines = lines(answer);
        assertThat(person(lines, mail).path("restricted").asBoolean()).isTrue();
        assertThat(answer.asString()).doesNotContain(erased, "poistettu-viite");
        List<JsonNode> gone = lines.stream()
                .filter(line -> "ERASED".equals(line.path("status").asText()))
                .toList();
        assertThat(gone).hasSize(1);
        assertThat(gone.get(0).path("facts")).isEmpty();
        assertThat(gone.get(0).has("identifiers")).isFalse();
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(List.of(
                        last.path("people").asInt(),
                        last.path("erased").asInt(),
                        last.path("restricted").asInt()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void isRefused_whoeverAsksForWhatDoesNotLeave() {
        // Given
        give(mail, "kysely", "oma-viite");
        Response before = register("kysely");
        officer.leaves("kysely", Leaver.LONG_AGO);
        Tenant other = Tenant.named();
        other.fill();

        // When
        Response foreign = new Leaver(other).as("officer-1").get(path("kysely"));
        Response unnamed = register("nobody");
        Response reader = tenant.get(path("kysely"));
        Response taken = register("kysely");
        officer.takeBack("officer-2", "kysely");
        Response after = register("kysely");

        // Then
        assertThat(List.of(before, foreign, unnamed, after)).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("404NOT_FOUND"));
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(Stored.texts(tenant, ON_RECORD)).containsExactly("vendor-dpo");
    }

    @Test
    void isOnRecordEachTime_alsoOnceItIsDestroyed() {
        // Given
        give(mail, "kysely", "oma-viite");
        officer.leaves("kysely", Leaver.LONG_AGO);
        register("kysely");
        register("kysely");
        officer.release("officer-2", "kysely");
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")));

        // When
        Response gone = register("kysely");

        // Then
        assertThat(gone.asString()).doesNotContain(mail, "oma-viite");
        assertThat(Stored.texts(tenant, ON_RECORD)).hasSize(4).containsOnly("vendor-dpo");
        assertThat(Stored.texts(tenant, ON_RECORD.replace("'returnedTo'", "'destroyedAt'")))
                .last()
                .isNotNull();
    }

    @Test
    void isOneMoment_waitsForWhoReadsIt_holdsUpNobody_andLeavesNothingOpenWhenBrokenOff() throws Exception {
        // Given
        many(MANY, 40);
        officer.leaves("kysely", "2099-01-01T00:00:00.000Z");

        // When: somebody reads no more and goes away
        int meanwhile;
        try (Socket gone = asked()) {
            gone.setSoLinger(true, 0);
            Await.until(() -> Stored.texts(tenant, READING).size() == 1);
            meanwhile = register("kysely").statusCode();
        }
        Await.until(() -> Stored.texts(tenant, READING).isEmpty());
        // When: somebody reads slowly, and others write
        InputStream whole = unread();
        give(mail, "kysely", "myohempi-viite");
        List<String> lines = read(whole);
        Await.until(() -> Stored.texts(tenant, READING).isEmpty());
        // When: the server cannot go on
        String torn;
        try (Socket doomed = asked()) {
            Await.until(() -> Stored.texts(tenant, READING).size() == 1);
            Stored.texts(tenant, READING.replace("pid::text", "pg_terminate_backend(pid)::text"));
            torn = new String(doomed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(meanwhile).isEqualTo(429);
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(last.path("people").asInt()).isEqualTo(MANY);
        assertThat(last.path("facts").asInt()).isEqualTo(MANY * 41);
        assertThat(lines).hasSize(MANY + 2).noneMatch(line -> line.contains(mail));
        assertThat(torn).contains("rekisteri-").doesNotContain("\"people\"").doesNotEndWith(WHOLE);
        assertThat(register("kysely").asString()).contains(mail, "myohempi-viite");
        assertThat(Stored.texts(tenant, ON_RECORD)).as("not who was refused").hasSize(4);
    }

    @Test
    void hasNoLastLine_whenItsTimeIsOver() {
        // Given
        many(60, 1);
        UUID domain = UUID.fromString(Stored.texts(tenant, "SELECT domain::text FROM subject WHERE tenant = ?")
                .get(0));
        RegisterCopy asked = new RegisterCopy(
                TenantId.ofKey(tenant.key()),
                "kysely",
                UUID.randomUUID(),
                domain,
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        OutputStream slow = new FilterOutputStream(taken) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                if (taken.size() == 0) {
                    Await.until(() -> Stored.texts(tenant, READING).size() == 1);
                    Await.until(() -> Stored.texts(tenant, READING).isEmpty());
                }
                taken.write(bytes, from, length);
            }
        };

        // When
        Throwable failure = catchThrowable(() -> copies.write(asked, slow));

        // Then
        assertThat(taken.toString(StandardCharsets.UTF_8))
                .contains("rekisteri-")
                .doesNotContain("\"people\"");
        assertThat(failure).isNotNull();
    }

    /** Asks for the register, and reads nothing of it yet. */
    private Socket asked() throws IOException {
        String ask = "GET " + path("kysely") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + officerToken()
                + "\r\n\r\n";
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), home.getPort());
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Begins to take the register, and waits until the server waits for this reader. */
    private InputStream unread() throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(home.resolve(path("kysely")))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + officerToken())
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        Await.until(() -> Stored.texts(tenant, READING).size() == 1);
        return answer.body();
    }

    private static List<String> read(InputStream body) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.length() > 300 ? line.substring(0, 300) : line)
                    .toList();
        }
    }

    private void many(int people, int older) {
        StringBuilder rows = new StringBuilder(
                "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language\n");
        for (int i = 0; i < people; i++) {
            rows.append("EMAIL;rekisteri-")
                    .append(i)
                    .append(
                            "@koe.example.fi;product-updates;EMAIL;REFUSED;DOUBLE_OPT_IN_LINK;2026-01-05T10:00:00.000Z;")
                    .append("newsletter-notice;1.1;fi\n");
        }
        Response taken = given().auth()
                .oauth2(tenant.tool().text())
                .contentType("text/csv; charset=utf-8")
                .body(rows.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?controller=kysely");
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        Await.until(() ->
                "DONE".equals(tenant.get(taken.header("Location")).jsonPath().getString("status")));
        assertThat(Stored.texts(tenant, OLDER_FACTS.replace("40", Integer.toString(older))))
                .hasSize(people * older);
    }

    private String officerToken() {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("rights:admin")
                .with("sub", "officer-1")
                .text();
    }

    private static String path(String controller) {
        return "/v1/departures/" + controller + "/register";
    }

    private Response register(String controller) {
        return officer.as("officer-1").get(path(controller));
    }

    private static List<JsonNode> lines(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.asString().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static JsonNode person(List<JsonNode> lines, String address) {
        return lines.stream()
                .filter(line -> line.path("identifiers").toString().contains(address))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode cell(JsonNode person, String purpose) {
        for (JsonNode cell : person.at("/standing/choices")) {
            if (purpose.equals(cell.path("purpose").asText())) {
                return cell;
            }
        }
        throw new AssertionError(purpose);
    }

    private static String digestOfAllButTheLast(Response answer) {
        String text = answer.asString();
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.substring(0, end).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void give(String address, String controller, String evidence) {
        created(tenant.consent(Body.ofMail(address)
                .with("controller", controller)
                .give("product-updates", "EMAIL")
                .capture("evidence", Map.of("form", evidence))));
    }

    private Response object(String address, String scope) {
        Map<String, Object> more = Map.of(
                "scope", scope, "capture", Map.of("method", "WEB_BUTTON", "at", Timestamps.format(Instant.now())));
        return tenant.post("/v1/objections", about(address, more));
    }

    private void done(String kind, String address, Map<String, Object> outcome) {
        Response asked = officer.as("officer-1")
                .body(about(
                        address,
                        Map.of("kind", kind, "receivedAt", "2026-01-31T10:00:00.000Z", "identity", "VERIFIED")))
                .post("/v1/rights-requests");
        created(asked);
        created(officer.as("officer-1")
                .body(outcome)
                .post("/v1/rights-requests/" + asked.jsonPath().getString("id") + "/complete"));
    }

    private static Map<String, Object> about(String address, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "EMAIL", "value", address)));
        return body;
    }

    private static void created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 202);
    }
}
