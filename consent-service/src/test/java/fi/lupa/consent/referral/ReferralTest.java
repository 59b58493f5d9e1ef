// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Letters;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReferralTest {

    /** Objections that stand, as controller and scope. */
    private static final String OBJECTED = """
            SELECT (o ->> 'controller') || ' ' || (o ->> 'scope') FROM subject s, jsonb_array_elements(s.state -> 'objections') o
            WHERE s.tenant = ? AND o ->> 'liftedAt' IS NULL ORDER BY 1""";

    private static final String REQUESTED = """
            SELECT controller || ' ' || kind || ' ' || client || ' ' || to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI') || ' '
              || to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI') FROM rights_request WHERE tenant = ? ORDER BY controller""";

    private final Tenant tenant = Tenant.named();
    private final Vendor vendor = new Vendor(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        vendor.fill();
    }

    @Test
    void passesTheNoOnAtOnce_withARequestWhoseClockStartedAtTheProcessor() {
        // Given
        known("kysely", mail);

        // When
        Response answer = vendor.refer(Vendor.ask(mail, Map.of()));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Stored.texts(tenant, OBJECTED)).containsExactly("kysely ALL_MARKETING", "kysely SURVEYS");
        assertThat(Stored.texts(tenant, REQUESTED))
                .containsExactly("kysely OBJECTION_REVIEW survey-tool 2026-11-01T10:00 2026-12-01T10:00");
        assertThat(Stored.facts(tenant)).anyMatch(fact -> fact.contains("rights.received"));
        assertThat(answer.jsonPath().getString("revision")).isNotBlank();
    }

    @Test
    void saysTheSameWhetherOrNotAnybodyHasTheAddress_andNamesThemToTheAddressAlone() {
        // Given
        known("kysely", mail);
        String nobody = Body.anyMail();

        // When
        Response known = vendor.refer(Vendor.ask(mail, Map.of("language", "en")));
        Response unknown = vendor.refer(Vendor.ask(nobody, Map.of("language", "en")));

        // Then
        assertThat(withoutRevision(known)).isEqualTo(withoutRevision(unknown));
        assertThat(known.asString()).doesNotContain("Asiakas Oy", "referredTo", "requestId");
        assertThat(known.jsonPath().getString("told")).isEqualTo("BY_LETTER");
        List<String> letters = new Letters(mail).await(1);
        assertThat(letters)
                .singleElement()
                .asString()
                .contains("Asiakas Oy", "Esimerkkikatu 1, Helsinki", "tietosuoja@koe.example.fi", "2026-12-01")
                .doesNotContain("Esimerkki Oy");
        assertThat(new Letters(nobody).all()).isEmpty();
        assertThat(Stored.found("tietosuoja@koe.example.fi:")).isEmpty();
    }

    @Test
    void keepsTheNoOfSomebodyWhomNobodyKnows_atEveryClient() {
        // When
        vendor.refer(Vendor.ask(mail, Map.of()));

        // Then
        assertThat(Stored.texts(tenant, OBJECTED))
                .containsExactly("kysely ALL_MARKETING", "kysely SURVEYS", "verkko ALL_MARKETING", "verkko SURVEYS");
        assertThat(Stored.texts(tenant, REQUESTED)).isEmpty();
    }

    @Test
    void namesWhoIsResponsible_onceThePersonHasShownWhoTheyAre() {
        // Given
        known("kysely", mail);

        // When
        Response answer = vendor.refer(Vendor.ask(mail, Map.of("identity", "VERIFIED", "kind", "ACCESS")));
        Response nothing = vendor.refer(Vendor.ask(Body.anyMail(), Map.of("identity", "VERIFIED", "kind", "ACCESS")));

        // Then
        assertThat(answer.jsonPath().getList("referredTo.controller.legalName")).containsExactly("Asiakas Oy");
        assertThat(answer.jsonPath().getString("referredTo[0].dueAt")).isEqualTo("2026-12-01T10:00:00.000Z");
        assertThat(answer.jsonPath().getString("informPerson.sv"))
                .contains("Asiakas Oy", "Esimerkkikatu 1", "2026-12-01");
        assertThat(nothing.jsonPath().getList("referredTo")).isEmpty();
        assertThat(Stored.texts(tenant, REQUESTED)).singleElement().asString().startsWith("kysely ACCESS");
        assertThat(Stored.texts(tenant, OBJECTED)).isEmpty();
    }

    @Test
    void isForTheOnesThePersonNamed_whetherOrNotTheyKnowThem() {
        // When
        Response answer = vendor.refer(Vendor.ask(mail, Map.of("controllers", List.of("verkko"), "kind", "ERASURE")));

        // Then
        assertThat(answer.jsonPath().getList("referredTo.controller.key")).containsExactly("verkko");
        assertThat(Stored.texts(tenant, REQUESTED)).singleElement().asString().startsWith("verkko ERASURE");
    }

    @Test
    void hearsTheNoInTheWords_whateverElseIsAsked() {
        // Given
        known("kysely", mail);

        // When
        vendor.refer(Vendor.ask(
                mail, Map.of("kind", "ACCESS", "text", "Mitä tietoja teillä on? Älkää ottako yhteyttä enää.")));

        // Then
        assertThat(Stored.texts(tenant, OBJECTED)).containsExactly("kysely ALL_MARKETING", "kysely SURVEYS");
        assertThat(Stored.found("Mitä tietoja teillä on")).isEmpty();
    }

    @Test
    void leavesTheProcessorsOwnMarketingAlone_andOffersToEndItToo() {
        // When
        Response offered = vendor.refer(Vendor.ask(mail, Map.of()));
        List<String> before = Stored.texts(tenant, OBJECTED);
        Response ended = vendor.refer(Vendor.ask(mail, Map.of("ownMarketingToo", true)));

        // Then
        assertThat(before).noneMatch(text -> text.startsWith("third"));
        assertThat(offered.jsonPath().getString("informPerson.fi")).contains("Oma markkinointimme (Kyselytalo Oy)");
        assertThat(offered.jsonPath().getBoolean("ownMarketing.stopped")).isFalse();
        assertThat(ended.jsonPath().getString("informPerson.fi")).contains("Myös oma markkinointimme");
        assertThat(Stored.texts(tenant, OBJECTED)).contains("third ALL_MARKETING", "third SURVEYS");
    }

    @Test
    void refusesWhoIsNoProcessorOfTheirs_andStoresNothing() {
        // Given
        Tokens stranger = Tokens.of("marketing-tool")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("consent:write");

        // When
        List<Response> refused = List.of(
                vendor.refer(stranger, Vendor.ask(mail, Map.of()), "k1"),
                vendor.refer(Vendor.ask(mail, Map.of("controllers", List.of("third")))),
                vendor.refer(vendor.tool().controllers("verkko"), ask("kysely"), "k2"),
                vendor.refer(Vendor.ask(mail, Map.of("receivedAt", "2999-01-01T00:00:00Z"))),
                vendor.refer(Vendor.ask(mail, Map.of("controllers", List.of()))));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsExactly(
                        "MANDATE_OUT_OF_SCOPE",
                        "MANDATE_OUT_OF_SCOPE",
                        "CALLER_NOT_AUTHORISED",
                        "CAPTURE_TIME_IN_FUTURE",
                        "INVALID_VALUE");
        assertThat(Stored.counts(tenant)).containsEntry("subject", 0).containsEntry("journal", 0);
    }

    @Test
    void isDoneOnceForOneKey_andHoldsForEachOfARegisterThatClientsShare() {
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

        // When
        Response first = vendor.refer(vendor.tool(), ask("kysely", "verkko"), "one-key");
        Response again = vendor.refer(vendor.tool(), ask("kysely", "verkko"), "one-key");

        // Then
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(Stored.counts(tenant)).containsEntry("subject", 1);
        assertThat(Stored.texts(tenant, OBJECTED)).hasSize(4);
        assertThat(Stored.texts(tenant, REQUESTED)).hasSize(2);
    }

    private Map<String, Object> ask(String... controllers) {
        return Vendor.ask(mail, Map.of("controllers", List.of(controllers)));
    }

    private void known(String controller, String address) {
        Response given = tenant.consent(
                Body.ofMail(address).with("controller", controller).give("product-updates", "EMAIL"));
        assertThat(given.statusCode()).as(given.asString()).isEqualTo(201);
    }

    private static Map<String, Object> withoutRevision(Response answer) {
        Map<String, Object> members = answer.jsonPath().getMap("$");
        members.remove("revision");
        return members;
    }
}
