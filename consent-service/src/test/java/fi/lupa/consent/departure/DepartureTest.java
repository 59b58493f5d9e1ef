// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DepartureTest {

    private static final String KEYS = """
            SELECT encode(key, 'hex') FROM identifier WHERE tenant = ? AND type NOT IN ('EMAIL_DOMAIN', 'BUSINESS_ID')""";
    private static final String TOMBSTONES =
            "SELECT encode(key, 'hex') FROM suppression_entry WHERE tenant = ? AND list LIKE 'erased:%'";
    private static final String OF_ORGANISATIONS = """
            SELECT o ->> 'scope' FROM subject s, jsonb_array_elements(s.state -> 'objections') o
            WHERE s.tenant = ? AND s.status = 'LIVE'""";
    private static final String PERMITTED = """
            SELECT c ->> 'purpose' FROM subject s, jsonb_array_elements(s.state -> 'choices') c
            WHERE s.tenant = ? AND s.status = 'LIVE' AND c -> 'permission' <> 'null'""";

    private final Tenant tenant = Tenant.named();
    private final Leaver officer = new Leaver(tenant);
    private final String mail = Body.anyMail();

    @Inject
    DestroyRegister worker;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void turnsNoNoIntoAYes_whateverIsDestroyed() {
        // Given
        String withdrawn = Body.anyMail();
        String refused = Body.anyMail();
        give(mail);
        give(withdrawn);
        object(mail, "ALL_MARKETING");
        tenant.consent(Body.ofMail(withdrawn).choose("WITHDRAWN", "product-updates"));
        tenant.consent(Body.ofMail(refused).choose("REFUSED", "newsletter"));
        give(Body.anyMail());
        object("info@yritys-" + tenant.key() + ".example.fi", "ORGANISATION");
        List<String> keys = Stored.texts(tenant, KEYS);

        // When
        officer.leaves("kysely", Leaver.LONG_AGO);
        officer.release("officer-2", "kysely");
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")));

        // Then
        assertThat(keys).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Stored.texts(tenant, TOMBSTONES)).containsAll(keys);
        assertThat(Stored.texts(tenant, OF_ORGANISATIONS)).containsOnly("ORGANISATION");
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
        assertThat(Stored.found(mail, withdrawn, refused)).isEmpty();
        for (String method : List.of("SURVEY_TICK", "AUTHENTICATED_SELF_SERVICE", "SIGNED_PAPER")) {
            Response yes = tenant.consent(Body.ofMail(mail).by(method).give("product-updates", "EMAIL"));
            assertThat(yes.jsonPath().getString("code")).as(method).isEqualTo("CONTROLLER_CLOSED");
        }
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
    }

    @Test
    void takesANoFromAnybody_andAPermissionFromNobody_onceItIsClosed() {
        // Given
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        List<Response> refused = List.of(
                tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")),
                tenant.post("/v1/relationships", relationship()),
                tenant.post(
                        "/v1/contacts", Map.of("controller", "kysely", "recipient", who(mail), "kind", "CONSUMER")));
        Response no = tenant.consent(Body.ofMail(mail).choose("REFUSED", "newsletter"));
        Response objection = object(mail, "ALL_MARKETING");
        Response elsewhere =
                tenant.consent(Body.ofMail(mail).with("controller", "verkko").give("product-updates", "EMAIL"));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.statusCode() + answer.jsonPath().getString("code"))
                .containsOnly("409CONTROLLER_CLOSED");
        assertThat(no.statusCode()).as(no.asString()).isEqualTo(201);
        assertThat(objection.statusCode()).isEqualTo(201);
        assertThat(elsewhere.statusCode()).isEqualTo(201);
        assertThat(officer.state("kysely")).isEqualTo("CLOSED");
    }

    @Test
    void confirmsNothingAnyMore_onceItIsClosed() {
        // Given
        Response asked = tenant.consent(Body.ofMail(mail)
                .capture("confirmation", Map.of("deliver", "CLIENT"))
                .give("newsletter", "EMAIL"));
        String link = asked.jsonPath().getString("confirmationLink");
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response confirmed =
                io.restassured.RestAssured.given().urlEncodingEnabled(false).post(link.substring(link.indexOf("/c/")));

        // Then
        assertThat(confirmed.statusCode()).isLessThan(500);
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
    }

    @Test
    void destroysNothing_withoutASecondPersonsWord() {
        // Given
        give(mail);
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response same = officer.release("officer-1", "kysely");
        long erased = worker.run(TenantId.ofKey(tenant.key()));

        // Then
        assertThat(same.jsonPath().getString("code")).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(erased).isZero();
        assertThat(officer.departure("kysely").jsonPath().getLong("report.people"))
                .isEqualTo(1);
    }

    @Test
    void goesOnAsBefore_onceAnotherPersonTookItBack() {
        // Given
        officer.leaves("kysely", Leaver.LONG_AGO);

        // When
        Response same = officer.takeBack("officer-1", "kysely");
        Response other = officer.takeBack("officer-2", "kysely");
        Response yes = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(same.jsonPath().getString("code")).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(other.jsonPath().getString("state")).as(other.asString()).isEqualTo("TAKEN_BACK");
        assertThat(yes.statusCode()).as(yes.asString()).isEqualTo(201);
        assertThat(officer.release("officer-2", "kysely").statusCode()).isEqualTo(404);
        assertThat(worker.run(TenantId.ofKey(tenant.key()))).isZero();
    }

    @Test
    void cannotBeTakenBackOnceItHasBegun_andKeepsSealedProofAndItsPlaceInTheLog() {
        // Given
        give(mail);
        String departure = officer.leaves("kysely", Leaver.LONG_AGO).jsonPath().getString("id");
        officer.release("officer-2", "kysely");
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")));

        // When
        Response late = officer.takeBack("officer-2", "kysely");
        Response opening = officer.as("officer-3")
                .body(Map.of("controller", "kysely", "caseReference", "KKO 2026/1"))
                .post("/v1/rights-requests/" + departure + "/proof-openings");

        // Then
        assertThat(late.statusCode() + late.jsonPath().getString("code")).isEqualTo("409DESTRUCTION_BEGUN");
        assertThat(opening.statusCode()).as(opening.asString()).isEqualTo(201);
        assertThat(officer.departure("kysely").jsonPath().getLong("report.erased"))
                .isEqualTo(1);
        assertThat(Stored.facts(tenant)).anyMatch(fact -> fact.contains("subject.erased") && fact.contains(departure));
        assertThat(Stored.texts(
                        tenant,
                        "SELECT payload::text FROM journal WHERE tenant = ? AND kind = 'catalogue.controller'"
                                + " AND payload -> 'body' -> 'leaving' ->> 'destroyedAt' IS NOT NULL"))
                .hasSize(1);
    }

    @Test
    void turnsALateNoIntoATombstoneToo() {
        // Given
        officer.leaves("kysely", Leaver.LONG_AGO);
        officer.release("officer-2", "kysely");
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")));

        // When
        Response late = object(mail, "ALL_MARKETING");

        // Then
        assertThat(late.statusCode()).as(late.asString()).isEqualTo(201);
        Await.until(() -> Stored.texts(tenant, TOMBSTONES).size() == 1);
        assertThat(Stored.counts(tenant)).containsEntry("identifier", 0).containsEntry("vault_identifier", 0);
    }

    @Test
    void waitsForTheOthersOfTheSameRegister() {
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
        give(mail);
        officer.leaves("kysely", Leaver.LONG_AGO);
        officer.release("officer-2", "kysely");

        // When
        long erased = worker.run(TenantId.ofKey(tenant.key()));

        // Then
        assertThat(erased).isZero();
        assertThat(officer.departure("kysely").jsonPath().getList("waitsFor")).containsExactly("verkko");
        assertThat(Stored.texts(tenant, KEYS)).hasSize(1);

        // When
        officer.leaves("verkko", Leaver.LONG_AGO);
        officer.release("officer-2", "verkko");

        // Then
        Await.until(() -> "DESTROYED".equals(officer.state("kysely")) && "DESTROYED".equals(officer.state("verkko")));
        assertThat(Stored.texts(tenant, KEYS)).isEmpty();
    }

    @Test
    void leavesThreeMonthsAndThirtyDays_inWhichEverythingIsAsItWas() {
        // Given
        String endsAt = Timestamps.format(Instant.parse("2099-01-31T10:00:00Z"));

        // When
        Response first = officer.leaves("kysely", endsAt);
        Response again = officer.leaves("kysely", endsAt);
        Response other = officer.leaves("kysely", Leaver.LONG_AGO);
        Response edited = Tenant.request(Tokens.of("admin")
                        .tenant(tenant.key())
                        .controllers("kysely")
                        .scopes("catalogue:admin"))
                .body(Map.of("key", "kysely", "legalName", "Uusi nimi Oy"))
                .put("/v1/controllers/kysely");

        // Then
        assertThat(first.jsonPath().getString("closesAt")).isEqualTo("2099-04-30T09:00:00.000Z");
        assertThat(first.jsonPath().getString("destroysAt")).isEqualTo("2099-05-30T09:00:00.000Z");
        assertThat(first.jsonPath().getString("state")).isEqualTo("OPEN");
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertThat(other.jsonPath().getString("code")).isEqualTo("VERSION_CONFLICT");
        assertThat(edited.statusCode()).as(edited.asString()).isEqualTo(200);
        assertThat(Stored.texts(
                        tenant,
                        "SELECT body -> 'leaving' ->> 'closesAt' FROM catalogue_entry WHERE tenant = ? AND kind ="
                                + " 'controller' AND id = 'kysely' ORDER BY ordinal DESC LIMIT 1"))
                .containsExactly("2099-04-30T09:00:00.000Z");
        assertThat(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"))
                        .statusCode())
                .isEqualTo(201);
    }

    private void give(String address) {
        Response given = tenant.consent(Body.ofMail(address).give("product-updates", "EMAIL"));
        assertThat(given.statusCode()).as(given.asString()).isEqualTo(201);
    }

    private Response object(String address, String scope) {
        return tenant.post(
                "/v1/objections",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        who(address),
                        "scope",
                        scope,
                        "capture",
                        Map.of("method", "WEB_BUTTON", "at", Timestamps.format(Instant.now()))));
    }

    private Map<String, Object> relationship() {
        return Map.of("controller", "kysely", "recipient", who(mail), "type", "CUSTOMER", "since", "2024-05-01");
    }

    private static List<Map<String, String>> who(String address) {
        return List.of(Map.of("type", "EMAIL", "value", address));
    }
}
