// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Digests;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuppressionListTest {

    private static final String OWN = "kind=OWN&asOf=2026-11-01";

    private final Tenant tenant = Tenant.named();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void onlyAdds_whenAnOwnListIsSentAgainWithOthers() {
        // Given
        put(OWN, "value;reason;since\na@koe.example.fi;COMPLAINT;2026-01-01\n+358500000001;;\n");

        // When
        Response second = put(OWN, "c@koe.example.fi\nA@KOE.example.fi;HARD_BOUNCE\nnonsense\n");

        // Then
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(202);
        assertThat(second.jsonPath().getString("status")).isEqualTo("DONE");
        assertThat(second.jsonPath().getString("revision")).isNotBlank();
        assertThat(second.jsonPath().getMap("counts")).isEqualTo(Map.of("rows", 3, "added", 1, "invalid", 1));
        assertThat(tenant.get(second.header("Location")).jsonPath().getString("status"))
                .isEqualTo("DONE");
        Map<String, JsonNode> published =
                Published.await(tenant, found -> Published.entries(found, "own:kysely:-") == 3);
        assertThat(published.values().toString())
                .contains("COMPLAINT", "MANUAL")
                .doesNotContain("koe.example");
    }

    @Test
    void refusesToTakeAnythingAway_whateverStatementTheApplicationSends() throws SQLException {
        // Given
        put(OWN, "a@koe.example.fi\n");
        try (Connection app = DriverManager.getConnection(
                        ConsentStack.stack().postgres().jdbcUrl(ConsentStack.database()),
                        "lupa_consent_app",
                        "lupa_consent_app");
                PreparedStatement set = app.prepareStatement("SELECT set_config('lupa.tenant', ?, false)");
                PreparedStatement delete = app.prepareStatement("DELETE FROM suppression_entry")) {
            set.setString(1, TenantId.ofKey(tenant.key()).toString());
            set.execute();

            // When
            int deleted = delete.executeUpdate();

            // Then
            assertThat(deleted).isZero();
        }
    }

    @Test
    void makesTheSameKey_whenTheValuesCameHashed() {
        // Given
        put(OWN, "a@koe.example.fi\n");
        String hash = HexFormat.of().formatHex(Digests.sha256("a@koe.example.fi".getBytes(StandardCharsets.UTF_8)));

        // When
        Response answer = put(OWN + "&format=sha256&type=EMAIL", hash + "\n");

        // Then
        assertThat(answer.jsonPath().getMap("counts")).isEqualTo(Map.of("rows", 1, "added", 0, "invalid", 0));
    }

    @Test
    void comesIntoForceWhole_whenARegistersRowsAndDigestMatch() {
        // When
        Response answer = register(phones(0, 300), true, false);

        // Then
        assertThat(answer.jsonPath().getString("status")).as(answer.asString()).isEqualTo("DONE");
        Map<String, JsonNode> published = Published.await(tenant, found -> found.containsKey("phone:kysely:current"));
        JsonNode current = current(published);
        assertThat(current.path("slot").textValue()).isEqualTo("a");
        assertThat(current.path("rows").intValue()).isEqualTo(300);
        Map<String, JsonNode> slot =
                Published.await(tenant, found -> Published.entries(found, "phone:kysely:a") == 300);
        assertThat(digest(slot, "phone:kysely:a"))
                .isEqualTo(current.path("digest").textValue());
        assertThat(tenant.get("/v1/suppression-lists?controller=kysely")
                        .jsonPath()
                        .getMap("items[0]"))
                .containsEntry("rows", 300)
                .containsEntry("asOf", "2026-11-01");
    }

    @Test
    void leavesTheOldOneInForce_whenTheNewOneBreaksOffOrShrinksUnconfirmed() {
        // Given
        register(phones(0, 20), true, false);

        // When
        Response broken = register(phones(20, 40), false, false);
        Response small = register(phones(0, 5), true, false);
        Response confirmed = register(phones(0, 5), true, true);

        // Then
        assertThat(broken.jsonPath().getString("code")).isEqualTo("LIST_INCOMPLETE");
        assertThat(small.jsonPath().getString("code")).isEqualTo("LIST_SHRINKS");
        assertThat(confirmed.jsonPath().getString("status")).isEqualTo("DONE");
        Map<String, JsonNode> published = Published.await(
                tenant,
                found -> found.containsKey("phone:kysely:current")
                        && "b"
                                .equals(found.get("phone:kysely:current")
                                        .path("slot")
                                        .textValue()));
        assertThat(current(published).path("rows").intValue()).isEqualTo(5);
        assertThat(
                        Stored.texts(
                                tenant,
                                "SELECT payload ->> 'slot' FROM journal WHERE tenant = ? AND kind = 'suppression.current' ORDER BY epoch, xid, position"))
                .containsExactly("a", "b");
    }

    @Test
    void leavesTheOldOneInForce_whenLinesOfTheNewOneCannotBeRead() {
        // Given
        register(phones(0, 20), true, false);
        String commas = phones(0, 20).replace("\n", ",MANUAL,\n");

        // When
        Response half = register(phones(0, 19) + "040 12\n", true, false);
        Response none = register(commas, true, true);
        Response confirmed = register(phones(0, 19) + "040 12\n", true, true);
        Response marked = register("\uFEFF" + phones(0, 20), true, false);

        // Then
        assertThat(half.jsonPath().getString("code")).isEqualTo("LIST_INCOMPLETE");
        assertThat(none.jsonPath().getString("code")).isEqualTo("LIST_INCOMPLETE");
        assertThat(confirmed.jsonPath().getMap("counts")).containsEntry("invalid", 1);
        assertThat(confirmed.jsonPath().getString("status")).isEqualTo("DONE");
        assertThat(marked.jsonPath().getMap("counts")).containsEntry("invalid", 0);
        assertThat(marked.jsonPath().getString("status")).isEqualTo("DONE");
    }

    @Test
    void isNotPutOutOfForce_byARegisterThatComesByAnotherId() {
        // Given
        String query = announced(phones(0, 30), 30);
        assertThat(put("asml", query, phones(0, 30)).jsonPath().getString("status"))
                .isEqualTo("DONE");

        // When
        Response second = put("second-register", announced(phones(30, 60), 30), phones(30, 60));
        Response own = put("another", OWN, "a@koe.example.fi\n");

        // Then
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(409);
        assertThat(own.jsonPath().getString("status")).isEqualTo("DONE");
        assertThat(put("asml", query, phones(0, 30)).jsonPath().getString("status"))
                .isEqualTo("DONE");
    }

    @Test
    void keepsItsControllerInItsIdentityDomain_whoseKeysItIsMadeOf() {
        // Given
        put(OWN, "a@koe.example.fi\n");

        // When
        Map<String, Object> group = Map.of(
                "key",
                "telecom",
                "members",
                List.of(Map.of("controller", "kysely"), Map.of("controller", "verkko")),
                "sharedRegister",
                true);
        Response admin = Tenant.request(Tokens.of("admin")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("catalogue:admin"))
                .body(group)
                .post("/v1/groups");

        // Then
        assertThat(admin.statusCode()).as(admin.asString()).isEqualTo(409);
        assertThat(admin.jsonPath().getString("code")).isEqualTo("IDENTITY_DOMAIN_IN_USE");
    }

    @Test
    void emptiesTheBlocksOfTheOldGeneration_whenASlotIsUsedAgain() {
        // Given
        register(phones(0, 10), true, false);
        register(phones(10, 20), true, false);

        // When
        register(phones(20, 30), true, false);

        // Then
        Map<String, JsonNode> published = Published.await(
                tenant,
                found -> "a".equals(current(found).path("slot").textValue())
                        && current(found).path("rows").intValue() == 10
                        && Published.entries(found, "phone:kysely:a") == 10
                        && digest(found, "phone:kysely:a")
                                .equals(current(found).path("digest").textValue()));
        assertThat(published).containsKey("phone:kysely:a:000");
    }

    @Test
    void takesABodyLargerThanOtherRequestsMaySend() {
        // Given
        String filler = "x".repeat(1_500_000) + "\n";

        // When
        Response answer = put(OWN, "a@koe.example.fi\n" + filler);

        // Then
        assertThat(answer.jsonPath().getMap("counts")).isEqualTo(Map.of("rows", 2, "added", 1, "invalid", 1));
    }

    @Test
    void storesNothing_whenTheRequestDoesNotFit() {
        assertThat(put("kind=OWN", "a@koe.example.fi").jsonPath().getString("code"))
                .isEqualTo("INVALID_VALUE");
        assertThat(put(OWN + "&colour=red", "a@koe.example.fi").jsonPath().getString("code"))
                .isEqualTo("INVALID_VALUE");
        assertThat(put("kind=PHONE_REGISTER&asOf=2026-11-01", "+358500000001")
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("INVALID_VALUE");
        assertThat(Stored.texts(tenant, "SELECT id::text FROM job WHERE tenant = ?"))
                .isEmpty();
    }

    private static JsonNode current(Map<String, JsonNode> published) {
        return published.getOrDefault("phone:kysely:current", MissingNode.getInstance());
    }

    private static String digest(Map<String, JsonNode> published, String listAndSlot) {
        byte[] keys = published.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(listAndSlot + ":"))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> IntStream.range(
                                0, entry.getValue().path("entries").size())
                        .mapToObj(i -> entry.getValue()
                                .path("entries")
                                .path(i)
                                .path("key")
                                .textValue()))
                .map(key -> HexFormat.of().formatHex(Base64.getUrlDecoder().decode(key)))
                .sorted()
                .collect(Collectors.collectingAndThen(Collectors.joining(), HexFormat.of()::parseHex));
        return HexFormat.of().formatHex(Digests.sha256(keys));
    }

    private static String phones(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> "+35850" + String.format("%07d", number) + "\n")
                .collect(Collectors.joining());
    }

    private Response register(String body, boolean whole, boolean confirm) {
        long rows = body.lines().count();
        return put(announced(body, whole ? rows : rows + 1) + "&confirm=" + confirm, body);
    }

    private static String announced(String body, long rows) {
        String sha256 = HexFormat.of().formatHex(Digests.sha256(body.getBytes(StandardCharsets.UTF_8)));
        return "kind=PHONE_REGISTER&asOf=2026-11-01&rows=" + rows + "&sha256=" + sha256;
    }

    private Response put(String query, String body) {
        return put("mine", query, body);
    }

    private Response put(String id, String query, String body) {
        return given().auth()
                .oauth2(tenant.tool().text())
                .contentType("text/csv")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put("/v1/suppression-lists/" + id + "?controller=kysely&" + query);
    }
}
