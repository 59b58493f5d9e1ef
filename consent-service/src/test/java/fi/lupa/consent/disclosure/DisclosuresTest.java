// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DisclosuresTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();
    private final EveryFact every = new EveryFact(tenant, mail);

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void disclosesExactlyWhatThePublishedFactsCommitTo_whateverTheirKind() {
        // Given
        every.record();
        Map<String, JsonNode> facts = PublishedFacts.all(tenant);

        // When
        Map<String, JsonNode> lines = byEvent(read(facts.keySet()));

        // Then
        assertThat(every.kinds())
                .contains(
                        "contact.described",
                        "consent.requested",
                        "consent.given",
                        "consent.not-demonstrable",
                        "consent.withdrawn",
                        "consent.refused",
                        "consent.asked",
                        "consent.expired",
                        "objection.recorded",
                        "objection.lifted",
                        "relationship.recorded",
                        "preferences.set",
                        "callback.requested",
                        "callback.claimed",
                        "callback.used",
                        "contact.reported",
                        "disclosure.recorded",
                        "rights.received",
                        "rights.completed",
                        "restriction.set",
                        "restriction.lifted",
                        "subject.merged",
                        "subject.split");
        assertThat(lines.keySet()).isEqualTo(facts.keySet());
        facts.forEach((id, fact) -> {
            JsonNode line = Objects.requireNonNull(lines.get(id));
            String kind = fact.path("kind").asText();
            if (line.has("missing")) {
                assertThat(kind).as(line.toString()).isEqualTo("consent.requested");
                assertThat(line.path("missing").asText()).isEqualTo("RETENTION");
            } else if (line.path("disclosures").isEmpty()) {
                assertThat(fact.path("_sd")).as(kind).hasSize(1);
            } else {
                assertThat(digests(line)).as(kind).isEqualTo(new TreeSet<>(texts(fact.path("_sd"))));
            }
        });
    }

    @Test
    void disclosesSaltNameAndValue_ofEveryPersonalField() {
        // Given
        every.record();

        // When
        List<JsonNode> opened = new ArrayList<>();
        read(ids("true")).forEach(line -> texts(line.path("disclosures")).forEach(text -> opened.add(opened(text))));

        // Then
        assertThat(opened).allSatisfy(disclosure -> {
            assertThat(disclosure).hasSize(3);
            assertThat(disclosure.get(0).asText()).matches("[A-Za-z0-9_-]{22}");
        });
        assertThat(opened).extracting(disclosure -> disclosure.get(0).asText()).doesNotHaveDuplicates();
        assertThat(opened)
                .extracting(disclosure -> disclosure.get(1).asText().replaceAll("\\d+$", "") + "=" + disclosure.get(2))
                .contains(
                        "evidence.form=\"koelomake-1\"",
                        "evidence.question=\"q9\"",
                        "evidence.order=\"koetilaus-7\"",
                        "text=\"Rajoittakaa, terveisin Koe Henkilö\"",
                        "reason=\"sama Koe Henkilö\"");
        assertThat(opened).extracting(disclosure -> disclosure.get(1).asText()).contains("actId");
        assertThat(opened)
                .filteredOn(disclosure -> disclosure.get(1).asText().startsWith("identifier."))
                .extracting(disclosure -> disclosure.get(2).path("type").asText() + " "
                        + disclosure.get(2).path("value").asText())
                .contains("EMAIL " + mail, "PHONE " + EveryFact.PHONE);
    }

    @Test
    void saysWhichEventErased_whenThePersonIsGone_andAlsoOfWhomThePersonHadAbsorbed() {
        // Given
        String other = Body.anyMail();
        String from = tenant.consent(Body.ofMail(other).give("product-updates", "EMAIL"))
                .jsonPath()
                .getString("subjectId");
        String into = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"))
                .jsonPath()
                .getString("subjectId");
        every.officer(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama henkilö"));
        List<String> given = ids("kind = 'consent.given'");
        List<JsonNode> before = read(given);
        erase();

        // When
        List<JsonNode> after = read(given);
        List<JsonNode> erasing = read(ids("kind = 'subject.erased'"));

        // Then
        assertThat(before).hasSize(2).allSatisfy(line -> assertThat(line.path("disclosures"))
                .isNotEmpty());
        String eraser = erasing.get(0).path("event").asText();
        assertThat(after).hasSize(2).allSatisfy(line -> {
            assertThat(line.path("missing").asText()).isEqualTo("ERASED");
            assertThat(line.path("erasedBy").asText()).isEqualTo(eraser);
            assertThat(line.path("destroyedAt").asText()).matches("[-0-9]{10}T[:0-9]{8}\\.\\d{3}Z");
            assertThat(line.has("disclosures")).isFalse();
        });
        assertThat(erasing).singleElement().satisfies(line -> assertThat(line.path("disclosures"))
                .isEmpty());
    }

    @Test
    void knowsNothing_ofOtherTenantsAndControllers() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        List<String> ids = ids("true");
        Tenant stranger = Tenant.named();
        stranger.fill();

        // When
        List<JsonNode> otherTenant = lines(post(auditor(stranger), ids));
        List<JsonNode> otherController = lines(post(auditor(tenant).controllers("verkko"), ids));

        // Then
        assertThat(otherTenant).hasSize(1).isEqualTo(otherController);
        assertThat(otherTenant.get(0)).hasToString("{\"event\":\"" + ids.get(0) + "\",\"missing\":\"UNKNOWN\"}");
    }

    @Test
    void answersLineByLineInTheOrderAsked_alsoPastOneBatchOfTheDatabase() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            asked.add(i % 2 == 0 ? ids("true").get(0) : UUID.randomUUID().toString());
        }

        // When
        List<JsonNode> lines = read(asked);

        // Then
        assertThat(lines).extracting(line -> line.path("event").asText()).isEqualTo(asked);
        assertThat(lines).filteredOn(line -> line.has("disclosures")).hasSize(125);
    }

    @Test
    void saysSo_whenTheVaultsRowIsDamaged() throws SQLException {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        List<String> ids = ids("true");
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = superuser.createStatement()) {
            statement.execute("UPDATE vault_disclosure SET ciphertext = set_byte(ciphertext, 20, 0)"
                    + " || '\\x00'::bytea WHERE event_id = '" + ids.get(0) + "'");
        }

        // When
        List<JsonNode> lines = read(ids);

        // Then
        assertThat(lines).extracting(line -> line.path("missing").asText()).containsExactly("UNREADABLE");
    }

    @Test
    void refuses_withoutTheScopeOrWithTooManyIds() {
        // Given
        List<String> many = Stream.generate(UUID::randomUUID)
                .limit(1_001)
                .map(UUID::toString)
                .toList();

        // When
        Response reader = post(auditor(tenant).scopes("consent:read", "audit:read"), many);
        Response tooMany = post(auditor(tenant), many);
        Response none = post(auditor(tenant), List.of());
        Response noIds = post(auditor(tenant), List.of("x"));

        // Then
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(List.of(tooMany, none, noIds))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(400));
        assertThat(tooMany.jsonPath().getString("errors[0].reason")).isEqualTo("OUT_OF_RANGE");
    }

    private void erase() {
        String request = every.officer(
                        "/v1/rights-requests",
                        Map.of(
                                "controller", "kysely",
                                "recipient", List.of(Map.of("type", "EMAIL", "value", mail)),
                                "kind", "ERASURE",
                                "receivedAt", "2026-01-31T10:00:00.000Z",
                                "identity", "VERIFIED"))
                .jsonPath()
                .getString("id");
        every.officer("/v1/rights-requests/" + request + "/complete", Map.of("outcome", "GRANTED"));
        Await.until(() -> !ids("kind = 'subject.erased'").isEmpty());
    }

    private List<String> ids(String condition) {
        return Stored.texts(
                tenant,
                "SELECT event_id::text FROM journal WHERE tenant = ? AND subject IS NOT NULL AND " + condition
                        + " ORDER BY epoch, xid, position");
    }

    private List<JsonNode> read(Collection<String> ids) {
        return lines(post(auditor(tenant), List.copyOf(ids)));
    }

    private static Tokens auditor(Tenant tenant) {
        return Tokens.of("extractor")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("audit:extract");
    }

    private static Response post(Tokens tokens, List<String> ids) {
        return Tenant.request(tokens).body(Map.of("events", ids)).post("/v1/disclosures/read");
    }

    private static List<JsonNode> lines(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.asString().lines().map(DisclosuresTest::node).toList();
    }

    private static Map<String, JsonNode> byEvent(List<JsonNode> lines) {
        Map<String, JsonNode> byEvent = new HashMap<>();
        lines.forEach(line -> byEvent.put(line.path("event").asText(), line));
        return byEvent;
    }

    private static Set<String> digests(JsonNode line) {
        Set<String> digests = new TreeSet<>();
        texts(line.path("disclosures")).forEach(text -> digests.add(digest(text)));
        return digests;
    }

    private static String digest(String disclosure) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(disclosure.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode opened(String disclosure) {
        return node(new String(Base64.getUrlDecoder().decode(disclosure), StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode node(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
