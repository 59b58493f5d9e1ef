// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueResourceTest {

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final CatalogueClient admin = CatalogueClient.of(tenant, "kysely", "verkko", "palvelut");

    @Test
    void createsAController_withDefaultsDomainAndRevision() {
        // When
        Response created = admin.createController("kysely");

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/v1/controllers/kysely");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.jsonPath().getString("revision")).isNotBlank();
        assertThat(created.jsonPath().getString("defaultRegion")).isEqualTo("FI");
        assertThat(created.jsonPath().getString("policies.freshness.default")).isEqualTo("PT60S");
        assertThat(created.jsonPath().getString("policies.minors")).isEqualTo("EXCLUDE");
        assertThat(UUID.fromString(created.jsonPath().getString("identityDomain")))
                .isNotNull();
        assertThat(created.jsonPath().getString("recordedAt")).matches(".*T.*\\.\\d{3}Z");
    }

    @Test
    void writesOneJournalRowAChange_inTheSameOrder() throws SQLException {
        // Given
        admin.createController("kysely");

        // When
        admin.put("/v1/controllers/kysely", Map.of("key", "kysely", "legalName", "Kysely Oy"));

        // Then
        assertThat(journal()).containsExactly("catalogue.controller kysely 1", "catalogue.controller kysely 2");
    }

    @Test
    void keepsTheDomainAndMakesAVersion_whenAControllerIsReplaced() {
        // Given
        String domain = admin.createController("kysely").jsonPath().getString("identityDomain");

        // When
        Response replaced =
                admin.putIfMatch("/v1/controllers/kysely", "\"1\"", Map.of("key", "kysely", "legalName", "Uusi Oy"));

        // Then
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.jsonPath().getString("version")).isEqualTo("2");
        assertThat(replaced.jsonPath().getString("identityDomain")).isEqualTo(domain);
        assertThat(admin.get("/v1/controllers/kysely").jsonPath().getString("legalName"))
                .isEqualTo("Uusi Oy");
    }

    @Test
    void refuses_whenTheVersionToReplaceIsNotTheCurrentOne() {
        // Given
        admin.createController("kysely");

        // When
        Response refused =
                admin.putIfMatch("/v1/controllers/kysely", "\"7\"", Map.of("key", "kysely", "legalName", "Uusi Oy"));

        // Then
        assertProblem(refused, 409, "VERSION_CONFLICT");
    }

    @Test
    void refuses_whenTheEntryExistsAlready() {
        // Given
        admin.createController("kysely");

        // When
        Response refused = admin.createController("kysely");

        // Then
        assertProblem(refused, 409, "ALREADY_EXISTS");
    }

    @Test
    void fillsInChannelsAndBasis_fromTheCategory() {
        // Given
        admin.createController("kysely");

        // When
        Response profiling = admin.post("/v1/purposes", purpose("profiling", "PROFILING"));
        Response cookies = admin.post("/v1/purposes", purpose("cookies", "COOKIE"));
        Response marketing = admin.post("/v1/purposes", purpose("newsletter", "DIRECT_MARKETING"));

        // Then
        assertThat(profiling.jsonPath().getList("channels")).isEmpty();
        assertThat(profiling.jsonPath().getList("basis.'*'")).isEqualTo(List.of("CONSENT"));
        assertThat(cookies.jsonPath().getList("channels")).isEqualTo(List.of("WEB_STORAGE"));
        assertProblem(marketing, 422, "CHANNEL_REQUIRED");
    }

    @Test
    void refusesABasisOfAnotherChannel() {
        // Given
        admin.createController("kysely");
        Map<String, Object> purpose = new HashMap<>(purpose("newsletter", "DIRECT_MARKETING"));
        purpose.put("channels", List.of("EMAIL"));
        purpose.put("basis", Map.of("SMS", List.of("CONSENT")));

        // When
        Response refused = admin.post("/v1/purposes", purpose);

        // Then
        assertProblem(refused, 422, "CHANNEL_NOT_IN_PURPOSE");
        assertThat(refused.jsonPath().getString("errors[0].pointer")).isEqualTo("/basis");
    }

    @Test
    void refusesUnknownMembersChannelsAndLifeTimes_withTheirPlace() {
        // Given
        admin.createController("kysely");
        Map<String, Object> unknownMember = new HashMap<>(purpose("p", "PROFILING"));
        unknownMember.put("colour", "red");
        Map<String, Object> unknownChannel = new HashMap<>(purpose("p", "PROFILING"));
        unknownChannel.put("channels", List.of("PIGEON"));
        Map<String, Object> tooShort = new HashMap<>(purpose("p", "PROFILING"));
        tooShort.put("validity", "PT0S");

        // When
        Response member = admin.post("/v1/purposes", unknownMember);
        Response channel = admin.post("/v1/purposes", unknownChannel);
        Response lifeTime = admin.post("/v1/purposes", tooShort);

        // Then
        assertProblem(member, 400, "UNKNOWN_MEMBER");
        assertThat(member.jsonPath().getString("errors[0].pointer")).isEqualTo("/colour");
        assertProblem(channel, 400, "INVALID_VALUE");
        assertThat(channel.jsonPath().getString("errors[0].pointer")).isEqualTo("/channels/0");
        assertProblem(lifeTime, 400, "INVALID_VALUE");
        assertThat(lifeTime.jsonPath().getString("errors[0].pointer")).isEqualTo("/validity");
    }

    @Test
    void refusesWhatIsMissing_withItsPlace() {
        // When
        Response refused = admin.post("/v1/controllers", Map.of("key", "kysely"));
        Response empty = admin.post("/v1/controllers", "");
        Response malformed = admin.post("/v1/controllers", "{\"key\":");

        // Then
        assertProblem(refused, 400, "INVALID_VALUE");
        assertThat(refused.jsonPath().getString("errors[0].pointer")).isEqualTo("/legalName");
        assertProblem(empty, 400, "MALFORMED_JSON");
        assertProblem(malformed, 400, "MALFORMED_JSON");
    }

    @Test
    void keepsEveryVersionOfANotice_withTheDigestOfItsText() {
        // Given
        admin.createController("kysely");
        String place = "/v1/notices/newsletter-notice/versions";
        admin.post(place, notice("1"));

        // When
        Response second = admin.post(place, notice("1.1"));
        Response again = admin.post(place, notice("1"));

        // Then
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.jsonPath().getString("effectiveFrom")).isEqualTo("2026-06-01T00:00:00.000Z");
        // printf 'Uutiskirje\nTeksti\nHaluan' | sha256sum
        assertThat(second.jsonPath().getString("texts.fi.sha256"))
                .isEqualTo("7bc659deeb3771b4f21353a0814ea6f3ac43fe99fce16fbaae216aace8f069b8");
        assertProblem(again, 409, "ALREADY_EXISTS");
        assertThat(admin.get(place).jsonPath().getList("items.version")).isEqualTo(List.of("1", "1.1"));
        assertThat(admin.get("/v1/notices/newsletter-notice").jsonPath().getString("version"))
                .isEqualTo("1.1");
    }

    @Test
    void joinsTheDomains_whenAGroupSharesARegister() {
        // Given
        admin.createController("verkko");
        admin.createController("palvelut");

        // When
        Response group = admin.post("/v1/groups", group(true));

        // Then
        assertThat(group.statusCode()).isEqualTo(201);
        Response verkko = admin.get("/v1/controllers/verkko");
        assertThat(verkko.jsonPath().getString("version")).isEqualTo("2");
        assertThat(verkko.jsonPath().getString("identityDomain"))
                .isEqualTo(admin.get("/v1/controllers/palvelut").jsonPath().getString("identityDomain"));
    }

    @Test
    void partsTheDomains_whenAGroupSharesItsRegisterNoMore() {
        // Given
        admin.createController("verkko");
        admin.createController("palvelut");
        admin.post("/v1/groups", group(true));

        // When
        Response replaced = admin.put("/v1/groups/telecom", group(false));

        // Then
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(admin.get("/v1/controllers/verkko").jsonPath().getString("identityDomain"))
                .isNotEqualTo(admin.get("/v1/controllers/palvelut").jsonPath().getString("identityDomain"));
    }

    @Test
    void refusesAGroup_whenAMembersDomainHasSubjects() throws SQLException {
        // Given
        admin.createController("palvelut");
        String domain = admin.createController("verkko").jsonPath().getString("identityDomain");
        execute("INSERT INTO subject VALUES ('" + TenantId.ofKey(tenant) + "', 'sub_00000000000000000000000002', '"
                + domain + "', 'LIVE', null, 1, 2, '{}', 1, '3', now())");

        // When
        Response refused = admin.post("/v1/groups", group(true));

        // Then
        assertProblem(refused, 409, "IDENTITY_DOMAIN_IN_USE");
        assertThat(admin.get("/v1/controllers/palvelut").jsonPath().getString("version"))
                .isEqualTo("1");
    }

    @Test
    void createsMandateArrangementAndPartner_andRefusesWhatIsReversed() {
        // Given
        admin.createController("verkko");
        admin.createController("palvelut");
        Map<String, Object> mandate = Map.of(
                "processor", "mailer",
                "controller", "verkko",
                "purposes", List.of("*"),
                "channels", List.of("EMAIL"),
                "rights", List.of("DECIDE"));
        Map<String, Object> reversed = new HashMap<>(mandate);
        reversed.put("from", "2026-02-01T00:00:00Z");
        reversed.put("until", "2026-01-01T00:00:00Z");

        // When
        Response created = admin.post("/v1/mandates", mandate);
        Response refused = admin.post("/v1/mandates", reversed);
        Response arrangement = admin.post(
                "/v1/arrangements",
                Map.of(
                        "key",
                        "joint",
                        "controllers",
                        List.of("verkko", "palvelut"),
                        "purposes",
                        List.of("newsletter")));
        Response partner = admin.post("/v1/partners", Map.of("key", "partner-x", "legalName", "Kumppani X Oy"));

        // Then
        String id = created.jsonPath().getString("id");
        assertThat(admin.get("/v1/mandates/" + id).jsonPath().getString("processor"))
                .isEqualTo("mailer");
        assertThat(created.jsonPath().getString("from")).isNotBlank();
        assertProblem(refused, 422, "RANGE_INVALID");
        assertThat(arrangement.statusCode()).isEqualTo(201);
        assertThat(partner.statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAMandateThatChangesItsParties() {
        // Given
        admin.createController("verkko");
        Map<String, Object> mandate =
                new HashMap<>(Map.of("processor", "mailer", "controller", "verkko", "rights", List.of("DECIDE")));
        String id = admin.post("/v1/mandates", mandate).jsonPath().getString("id");
        mandate.put("processor", "another");

        // When
        Response refused = admin.put("/v1/mandates/" + id, mandate);

        // Then
        assertProblem(refused, 409, "VERSION_CONFLICT");
    }

    @Test
    void givesPages_withALinkToTheNext() {
        // Given
        admin.createController("kysely");
        admin.createController("palvelut");
        admin.createController("verkko");

        // When
        Response first = admin.get("/v1/controllers?limit=2");
        Response second =
                admin.get("/v1/controllers?limit=2&cursor=" + first.jsonPath().getString("nextCursor"));

        // Then
        assertThat(first.jsonPath().getList("items.key")).isEqualTo(List.of("kysely", "palvelut"));
        assertThat(first.header("Link")).contains("cursor=").endsWith("rel=\"next\"");
        assertThat(second.jsonPath().getList("items.key")).isEqualTo(List.of("verkko"));
        assertThat(second.jsonPath().getString("nextCursor")).isNull();
    }

    static void assertProblem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        assertThat(response.jsonPath().getString("traceId")).isNotBlank();
    }

    private static Map<String, Object> purpose(String key, String category) {
        return Map.of("controller", "kysely", "key", key, "category", category);
    }

    private static Map<String, Object> notice(String version) {
        return Map.of(
                "version",
                version,
                "effectiveFrom",
                "2026-06-01T03:00:00+03:00",
                "changeClass",
                "EDITORIAL",
                "controllers",
                List.of("kysely"),
                "texts",
                Map.of("fi", Map.of("title", "Uutiskirje", "body", "Teksti", "controlLabel", "Haluan")));
    }

    private static Map<String, Object> group(boolean shared) {
        return Map.of(
                "key",
                "telecom",
                "members",
                List.of(Map.of("controller", "verkko"), Map.of("controller", "palvelut")),
                "sharedRegister",
                shared);
    }

    private List<String> journal() throws SQLException {
        String sql =
                "SELECT kind || ' ' || (payload->>'id') || ' ' || (payload->>'ordinal') FROM journal WHERE tenant = '"
                        + TenantId.ofKey(tenant) + "' ORDER BY epoch, xid, position";
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(rows.getString(1));
            }
            return entries;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection superuser() throws SQLException {
        return ConsentStack.stack().postgres().connect(ConsentStack.database());
    }
}
