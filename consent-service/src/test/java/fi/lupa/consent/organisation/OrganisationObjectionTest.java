// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganisationObjectionTest {

    private static final String VALID = "1234567-1";
    private static final String WRONG_CHECK_DIGIT = "1234567-2";

    private final Tenant tenant = Tenant.named();
    private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".example.fi";

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void standsOnTheDomainToo_whenItCameFromOneOfItsAddresses() {
        // When
        Response answer = object("Info@" + domain.toUpperCase(Locale.ROOT), Map.of());

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(typesWithObjection()).containsExactlyInAnyOrder("EMAIL", "EMAIL_DOMAIN");
        assertThat(lookup("EMAIL_DOMAIN", domain).jsonPath().getList("objections.scope"))
                .containsExactly("ORGANISATION");
        assertThat(Stored.facts(tenant)).hasSize(2).allSatisfy(fact -> assertThat(fact)
                .contains("objection.recorded"));
    }

    @Test
    void standsOnTheBusinessId_whenTheContactNamesIt() {
        // When
        Response answer =
                object("info@" + domain, Map.of("contact", Map.of("organisation", Map.of("businessId", "FI" + VALID))));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(typesWithObjection()).containsExactlyInAnyOrder("EMAIL", "EMAIL_DOMAIN", "BUSINESS_ID");
        assertThat(lookup("BUSINESS_ID", VALID).jsonPath().getList("objections.scope"))
                .containsExactly("ORGANISATION");
    }

    @Test
    void saysNothingAboutTheDomain_whenAnybodyCanHaveAMailboxThere() {
        // When
        Response answer = object("koe-yritys@postilaatikko.example", Map.of());

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(typesWithObjection()).containsExactly("EMAIL");
    }

    @Test
    void staysWithThePerson_whenTheObjectionIsAPersons() {
        // Given
        Map<String, Object> body = body("maija@" + domain);
        body.put("scope", "ALL_MARKETING");

        // When
        Response answer = tenant.post("/v1/objections", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(typesWithObjection()).containsExactly("EMAIL");
    }

    @Test
    void addsToTheSameOrganisation_whenAnotherAddressOfTheDomainObjects() {
        // Given
        object("info@" + domain, Map.of());
        String first = lookup("EMAIL_DOMAIN", domain).jsonPath().getString("objections[0].recordedAt");

        // When
        object("myynti@" + domain, Map.of());

        // Then: the same no, said again
        assertThat(lookup("EMAIL_DOMAIN", domain).jsonPath().getList("objections"))
                .hasSize(1);
        assertThat(lookup("EMAIL_DOMAIN", domain).jsonPath().getString("objections[0].recordedAt"))
                .isGreaterThan(first);
        assertThat(Stored.texts(tenant, "SELECT DISTINCT subject FROM identifier WHERE tenant = ?"))
                .hasSize(3);
    }

    @Test
    void isNoIdentifierOfThePerson_whenARecipientNamesBoth() {
        // When
        Response answer = tenant.consent(Body.ofMail("maija@" + domain)
                .and("BUSINESS_ID", VALID)
                .and("EMAIL_DOMAIN", domain)
                .give("product-updates", "EMAIL"));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Stored.texts(tenant, "SELECT type FROM identifier WHERE tenant = ?"))
                .containsExactly("EMAIL");
    }

    @Test
    void keepsAReferenceInTheStateAndShowsItToNoClient_whenAContactsOrganisationIsDescribed() {
        // When
        Response answer = tenant.post("/v1/contacts", description(VALID));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        List<String> states = Stored.texts(tenant, "SELECT state::text FROM subject WHERE tenant = ?");
        assertThat(states).singleElement().satisfies(state -> {
            Map<String, Object> key = JsonPath.from(state).getMap("contacts[0].organisation.keys[0]");
            assertThat(key.get("keyVersion")).isEqualTo(1);
            assertThat(String.valueOf(key.get("key"))).matches("[A-Za-z0-9_-]{43}");
        });
        assertThat(lookup("EMAIL", "maija@" + domain).asString()).doesNotContain("organisation");
        assertThat(Stored.found(VALID)).isEmpty();
    }

    @Test
    void keepsTheReference_whenALaterDescriptionLeavesItOut() {
        // Given
        tenant.post("/v1/contacts", description(VALID));

        // When
        tenant.post("/v1/contacts", Map.of("controller", "kysely", "recipient", recipient("maija@" + domain)));

        // Then
        assertThat(Stored.texts(tenant, "SELECT state::text FROM subject WHERE tenant = ?"))
                .singleElement()
                .asString()
                .contains("keyVersion");
    }

    @Test
    void saysWhereAndStoresNothing_whenTheCheckDigitIsWrong() {
        // Given
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response described = tenant.post("/v1/contacts", description(WRONG_CHECK_DIGIT));
        Response objected = object(
                "info@" + domain, Map.of("contact", Map.of("organisation", Map.of("businessId", WRONG_CHECK_DIGIT))));

        // Then
        assertThat(described.statusCode()).isEqualTo(422);
        assertThat(described.jsonPath().getString("code")).isEqualTo("BUSINESS_ID_INVALID");
        assertThat(described.jsonPath().getString("errors[0].pointer")).isEqualTo("/organisation/businessId");
        assertThat(objected.statusCode()).isEqualTo(422);
        assertThat(objected.jsonPath().getString("errors[0].pointer")).isEqualTo("/contact/organisation/businessId");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    private List<String> typesWithObjection() {
        return Stored.texts(
                tenant,
                "SELECT i.type FROM identifier i JOIN subject s ON s.tenant = i.tenant AND s.id = i.subject"
                        + " WHERE i.tenant = ? AND jsonb_array_length(s.state -> 'objections') > 0");
    }

    private Response lookup(String type, String value) {
        return tenant.post(
                "/v1/subjects/lookup",
                Map.of("controller", "kysely", "recipient", Map.of("type", type, "value", value)));
    }

    private Response object(String address, Map<String, Object> more) {
        Map<String, Object> body = body(address);
        body.putAll(more);
        return tenant.post("/v1/objections", body);
    }

    private static Map<String, Object> body(String address) {
        Map<String, Object> body = new HashMap<>(
                Body.ofMail(address).by("STAFF_ENTRY_UNSIGNED").withoutChoices().map());
        body.put("scope", "ORGANISATION");
        return body;
    }

    private Map<String, Object> description(String businessId) {
        return Map.of(
                "controller",
                "kysely",
                "recipient",
                recipient("maija@" + domain),
                "organisation",
                Map.of("businessId", businessId, "name", "Esimerkki Oy"));
    }

    private static List<Map<String, String>> recipient(String address) {
        return List.of(Map.of("type", "EMAIL", "value", address));
    }
}
