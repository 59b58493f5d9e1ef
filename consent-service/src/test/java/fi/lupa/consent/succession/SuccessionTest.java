// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuccessionTest {

    private static final String AT_SUCCESSOR = """
            SELECT coalesce(o ->> 'scope', '') || ' ' || coalesce(o ->> 'purpose', '-') || ' ' || coalesce(o ->> 'channel', '-')
            FROM subject s, jsonb_array_elements(s.state -> 'objections') o
            WHERE s.tenant = ? AND o ->> 'controller' = 'verkko' ORDER BY 1""";
    private static final String CHOSEN_AT_SUCCESSOR = """
            SELECT c::text FROM subject s, jsonb_array_elements(s.state -> 'choices') c
            WHERE s.tenant = ? AND c ->> 'controller' = 'verkko'""";
    private static final Map<String, String> SUCCESSION = Map.of("controller", "kysely", "successor", "verkko");

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
        tenant.admin(
                "/v1/groups",
                Map.of(
                        "key",
                        "konserni",
                        "members",
                        List.of(Map.of("controller", "kysely"), Map.of("controller", "verkko")),
                        "sharedRegister",
                        true));
    }

    @Test
    void carriesEachNoAndNoYes() {
        // Given
        ok(tenant.consent(Body.ofMail(Body.anyMail()).choose("WITHDRAWN", "product-updates", "EMAIL")));
        ok(tenant.consent(Body.ofMail(Body.anyMail()).choose("REFUSED", "profiling")));
        ok(tenant.post(
                "/v1/objections",
                Body.ofMail(Body.anyMail())
                        .withoutChoices()
                        .with("scope", "ALL_MARKETING")
                        .map()));
        ok(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));

        // When
        String id = succeeded();

        // Then
        assertThat(Stored.texts(tenant, AT_SUCCESSOR))
                .containsExactly("ALL_MARKETING - -", "PURPOSE product-updates EMAIL", "PURPOSE profiling -");
        assertThat(Stored.texts(tenant, CHOSEN_AT_SUCCESSOR)).isEmpty();
        assertThat(succession(id).jsonPath().getInt("carried")).isEqualTo(3);
    }

    @Test
    void carriesWhatIsSaidToTheFormerControllerAfterwards() {
        // Given
        ok(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        succeeded();

        // When
        ok(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL")));

        // Then
        Await.until(() -> Stored.texts(tenant, AT_SUCCESSOR).contains("PURPOSE product-updates EMAIL"));
    }

    @Test
    void carriesOneSayingOnce_soThatThePersonsLiftStands() {
        // Given
        ok(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL")));
        succeeded();
        Response lifted = tenant.post(
                "/v1/objections/" + objection() + "/lift",
                Body.ofMail(mail)
                        .withoutChoices()
                        .by("AUTHENTICATED_SELF_SERVICE")
                        .with("controller", "verkko")
                        .map());
        ok(lifted);

        // When
        ok(tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling")));
        Await.until(() -> Stored.texts(tenant, AT_SUCCESSOR).contains("PURPOSE profiling -"));

        // Then
        assertThat(Stored.texts(tenant, AT_SUCCESSOR))
                .containsExactly("PURPOSE product-updates EMAIL", "PURPOSE profiling -");
        assertThat(Stored.texts(
                        tenant,
                        "SELECT coalesce(o ->> 'liftedAt', 'stands') FROM subject s,"
                                + " jsonb_array_elements(s.state -> 'objections') o WHERE s.tenant = ?"
                                + " AND o ->> 'purpose' = 'product-updates'"))
                .hasSize(1)
                .doesNotContain("stands");
    }

    @Test
    void widensWhatTheSuccessorDoesNotOffer() {
        // Given
        tenant.admin(
                "/v1/purposes",
                Map.of(
                        "controller",
                        "kysely",
                        "key",
                        "only-here",
                        "category",
                        "DIRECT_MARKETING",
                        "channels",
                        List.of("EMAIL"),
                        "title",
                        Map.of("fi", "Vain täällä")));
        ok(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "only-here")));

        // When
        succeeded();

        // Then
        assertThat(Stored.texts(tenant, AT_SUCCESSOR)).containsExactly("CHANNEL - EMAIL");
    }

    @Test
    void carriesRestrictionsUntilTheirRequestIsLifted_andTheOwnList() {
        // Given
        String request = officer(
                        "/v1/rights-requests",
                        Map.of(
                                "controller", "kysely",
                                "recipient", List.of(Map.of("type", "EMAIL", "value", mail)),
                                "kind", "RESTRICTION",
                                "receivedAt", "2026-01-31T10:00:00.000Z",
                                "identity", "VERIFIED"))
                .jsonPath()
                .getString("id");
        ok(officer(
                "/v1/rights-requests/" + request + "/complete",
                Map.of(
                        "outcome",
                        "GRANTED",
                        "restriction",
                        Map.of("scope", "ALL", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00Z"))));
        ok(Tenant.request(tenant.tool())
                .contentType("text/csv")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(("value;reason;since\n" + Body.anyMail() + ";MANUAL;2026-11-01\n")
                        .getBytes(StandardCharsets.UTF_8))
                .put("/v1/suppression-lists/oma?controller=kysely&kind=OWN&asOf=2026-11-01&format=plain"));
        Await.until(() -> listed("own:kysely") == 1);

        // When
        succeeded();

        // Then
        Await.until(() -> listed("own:verkko") == 1);
        assertThat(restrictedAtSuccessor()).containsExactly("stands");

        // When
        ok(officer("/v1/rights-requests/" + request + "/lift-restriction", Map.of()));

        // Then
        assertThat(restrictedAtSuccessor()).doesNotContain("stands").hasSize(1);
    }

    @Test
    void isRefused_whenTheSuccessorHasAnotherRegister_andIsNobodyElsesToSee() {
        // Given
        Tenant apart = Tenant.named();
        apart.fill();
        String id = succeeded();

        // When
        Response refused = post(apart, "/v1/successions", SUCCESSION);
        Response foreign = Tenant.request(officer(apart)).get("/v1/successions/" + id);

        // Then
        assertThat(refused.jsonPath().getString("errors[0].reason")).isEqualTo("ANOTHER_REGISTER");
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    private String succeeded() {
        Response answer = officer("/v1/successions", SUCCESSION);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        String id = answer.jsonPath().getString("id");
        Await.until(() -> succession(id).jsonPath().getString("completeAt") != null);
        return id;
    }

    private Response succession(String id) {
        return Tenant.request(officer(tenant)).get("/v1/successions/" + id);
    }

    private String objection() {
        return Stored.texts(
                        tenant,
                        "SELECT o ->> 'id' FROM subject s, jsonb_array_elements(s.state -> 'objections') o WHERE s.tenant = ?")
                .get(0);
    }

    private List<String> restrictedAtSuccessor() {
        return Stored.texts(
                tenant,
                "SELECT coalesce(r ->> 'until', 'stands') FROM subject s, jsonb_array_elements(s.state -> 'restrictions') r"
                        + " WHERE s.tenant = ? AND r ->> 'controller' = 'verkko'");
    }

    private int listed(String list) {
        return Stored.texts(tenant, "SELECT list FROM suppression_entry WHERE tenant = ? AND list = '" + list + "'")
                .size();
    }

    private Response officer(String path, Object body) {
        return post(tenant, path, body);
    }

    private static Response post(Tenant whose, String path, Object body) {
        return Tenant.request(officer(whose))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    private static Tokens officer(Tenant whose) {
        return Tokens.of("vendor-dpo")
                .tenant(whose.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin");
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 202);
    }
}
