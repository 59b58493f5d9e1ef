// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in a register that is given in one go, who gets it, and that this is on record. */
@QuarkusTest
class RegisterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tenant tenant = Tenant.named();
    private final Leaver officer = new Leaver(tenant);
    private final AskedRegisters registers = new AskedRegisters(tenant, officer);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void holdsAPersonALine_withAllThatStandsAndAllThatWasSaid() throws IOException {
        // Given
        AskedRegisters.created(tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .choose("REFUSED", "customer-survey")
                .capture("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"))
                .capture("evidence", Map.of("form", "lomake-12"))));
        AskedRegisters.created(tenant.consent(Body.ofMail(mail)
                .capture("confirmation", Map.of("deliver", "CLIENT"))
                .give("newsletter", "EMAIL")));
        AskedRegisters.created(object(mail, "SURVEYS"));
        AskedRegisters.created(
                tenant.post("/v1/relationships", about(mail, Map.of("type", "CUSTOMER", "since", "2024-05-01"))));
        String refused = Body.anyMail();
        AskedRegisters.created(tenant.consent(Body.ofMail(refused).choose("WITHDRAWN", "newsletter")));
        officer.leaves("kysely", "2099-01-01T00:00:00.000Z");

        // When
        Response answer = registers.of("kysely");

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
        registers.give(mail, "kysely", "oma-viite");
        registers.give(mail, "verkko", "naapurin-viite");
        registers.give(neighbours, "verkko", "naapurin-viite");
        Tenant other = Tenant.named();
        other.fill();
        AskedRegisters.created(other.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .capture("evidence", Map.of("form", "vieras-viite"))));
        officer.leaves("kysely", Leaver.LONG_AGO);
        officer.leaves("verkko", Leaver.LONG_AGO);

        // When
        Response own = registers.of("kysely");
        Response neighbour = registers.of("verkko");

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
        registers.give(mail, "kysely", "oma-viite");
        registers.give(erased, "kysely", "poistettu-viite");
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
        Response answer = registers.of("kysely");

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
        registers.give(mail, "kysely", "oma-viite");
        Response before = registers.of("kysely");
        officer.leaves("kysely", Leaver.LONG_AGO);
        Tenant other = Tenant.named();
        other.fill();

        // When
        Response foreign = new Leaver(other).as("officer-1").get(AskedRegisters.path("kysely"));
        Response unnamed = registers.of("nobody");
        Response reader = tenant.get(AskedRegisters.path("kysely"));
        Response taken = registers.of("kysely");
        officer.takeBack("officer-2", "kysely");
        Response after = registers.of("kysely");

        // Then
        assertThat(List.of(before, foreign, unnamed, after)).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("404NOT_FOUND"));
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(registers.givenTo()).containsExactly("vendor-dpo");
    }

    @Test
    void isOnRecordEachTime_alsoOnceItIsDestroyed() {
        // Given
        registers.give(mail, "kysely", "oma-viite");
        officer.leaves("kysely", Leaver.LONG_AGO);
        registers.of("kysely");
        registers.of("kysely");
        officer.release("officer-2", "kysely");
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")));

        // When
        Response gone = registers.of("kysely");

        // Then
        assertThat(gone.asString()).doesNotContain(mail, "oma-viite");
        assertThat(registers.givenTo()).hasSize(4).containsOnly("vendor-dpo");
        assertThat(registers.destroyedAt()).last().isNotNull();
    }

    @Test
    void isNeitherGivenNorOnRecord_whenItsHeadIsAskedFor() {
        // Given
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response head = officer.as("officer-1").head(AskedRegisters.path("kysely"));

        // Then
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(registers.givenTo()).isEmpty();
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
        AskedRegisters.created(asked);
        AskedRegisters.created(officer.as("officer-1")
                .body(outcome)
                .post("/v1/rights-requests/" + asked.jsonPath().getString("id") + "/complete"));
    }

    private static Map<String, Object> about(String address, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "EMAIL", "value", address)));
        return body;
    }
}
