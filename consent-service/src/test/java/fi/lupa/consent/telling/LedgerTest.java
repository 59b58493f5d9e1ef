// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

    private static final String REFERENCES = "SELECT coalesce(reference, 'none') FROM ledger_entry WHERE tenant = ?";

    private final Tenant tenant = Tenant.named();
    private final Ledger ledger = new Ledger(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        ledger.fill();
    }

    @Test
    void tellsTheRecipientUntilItHasAcknowledged_whenThePersonIsErased() {
        // Given
        String disclosure = ledger.disclosed(mail);
        ledger.disclosed(Body.anyMail());

        // When
        ledger.grant("ERASURE", mail, Map.of());

        // Then
        Response told = ledger.notices(ledger.partner());
        assertThat(told.jsonPath().getList("items.about")).containsExactly("ERASURE");
        assertThat(told.jsonPath().getString("items[0].disclosures[0].id")).isEqualTo(disclosure);
        assertThat(told.jsonPath().getString("items[0].disclosures[0].reference"))
                .isEqualTo("kumppani-17");
        assertThat(told.jsonPath().getString("items[0].subjectId")).isNull();
        assertThat(told.asString()).doesNotContain(mail);
        assertThat(Stored.found(mail)).isEmpty();

        // When
        String id = told.jsonPath().getString("items[0].id");
        Response once = ledger.acknowledge(ledger.partner(), id);
        Response twice = ledger.acknowledge(ledger.partner(), id);

        // Then
        assertThat(once.statusCode()).as(once.asString()).isEqualTo(200);
        assertThat(twice.jsonPath().getString("acknowledgedAt"))
                .isEqualTo(once.jsonPath().getString("acknowledgedAt"));
        assertThat(ledger.abouts(ledger.partner())).isEmpty();
        assertThat(Stored.texts(tenant, REFERENCES)).containsExactlyInAnyOrder("none", "kumppani-17");
    }

    @Test
    void publishesWhatIsToldAndWhatIsAcknowledged() {
        // Given
        ledger.disclosed(mail);
        ledger.object(mail, "ALL_MARKETING");
        String id = ledger.notices(ledger.partner()).jsonPath().getString("items[0].id");

        // When
        ledger.acknowledge(ledger.partner(), id);

        // Then
        List<String> published = PublishedNotices.await(tenant, 2);
        assertThat(published.get(0)).contains("\"told\"", "\"OBJECTION\"", "partner-x", id);
        assertThat(published.get(1)).contains("\"acknowledged\"", id);
        assertThat(published).noneMatch(text -> text.contains(mail) || text.contains("kumppani-17"));
    }

    @Test
    void tellsOfRestrictionAndRectification() {
        // Given
        ledger.disclosed(mail);
        Map<String, Object> restriction =
                Map.of("scope", "ALL", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00.000Z");

        // When
        ledger.grant("RESTRICTION", mail, Map.of("restriction", restriction));
        ledger.grant("RECTIFICATION", mail, Map.of());
        ledger.grant("ACCESS", mail, Map.of());

        // Then
        assertThat(ledger.abouts(ledger.partner())).containsExactly("RESTRICTION", "RECTIFICATION");
    }

    @Test
    void tellsOfANoToThePurposeOnce_andOfNoOther() {
        // Given
        Map<String, Object> forUpdates = Ledger.disclosure(mail);
        forUpdates.put("purpose", "product-updates");
        ledger.disclosed(forUpdates);

        // When
        ledger.withdraw(mail, "newsletter");
        ledger.withdraw(mail, "product-updates");

        // Then
        Response told = ledger.notices(ledger.partner());
        assertThat(told.jsonPath().getList("items.about")).containsExactly("WITHDRAWAL");
        assertThat(told.jsonPath().getList("items.purpose")).containsExactly("product-updates");
    }

    @Test
    void tellsWhoReliesOnTheSameConsent_whenItIsWithdrawn() {
        // Given
        ledger.share();
        Tokens other = ledger.recipient("verkko-tool", "verkko");

        // When
        ledger.withdraw(mail, "product-updates");
        ledger.withdraw(mail, "customer-survey");

        // Then
        Response told = ledger.notices(other);
        assertThat(told.jsonPath().getList("items.about")).containsExactly("WITHDRAWAL");
        assertThat(told.jsonPath().getString("items[0].controller")).isEqualTo("kysely");
        assertThat(told.jsonPath().getString("items[0].subjectId")).startsWith("sub_");
        assertThat(ledger.abouts(ledger.recipient("kysely-tool", "kysely"))).isEmpty();
    }

    @Test
    void tellsWhomTheNoticeNamed_whenTheConsentGivenUnderItIsWithdrawn() {
        // Given
        ledger.share();
        tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL").by("DOUBLE_OPT_IN_LINK"));

        // When
        ledger.withdraw(mail, "newsletter");

        // Then
        List<String> states = Stored.texts(tenant, "SELECT state FROM consent_record WHERE tenant = ?");
        assertThat(states).contains("GIVEN");
        assertThat(ledger.abouts(ledger.recipient("verkko-tool", "verkko"))).containsExactly("WITHDRAWAL");
    }

    @Test
    void tellsForWhomItWasDisclosed_whenThatSubjectHasBecomePartOfAnother() {
        // Given
        ledger.disclosed(mail);
        String other = Body.anyMail();
        String from = subject(mail);
        String into = subject(other);
        ledger.rights(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama Koe Henkilö"));

        // When
        ledger.grant("ERASURE", other, Map.of());

        // Then
        assertThat(ledger.abouts(ledger.partner())).containsExactly("ERASURE");
    }

    @Test
    void tellsAtOnce_whatHappenedBeforeTheDisclosureWasRecorded() {
        // Given
        Map<String, Object> late = Ledger.disclosure(mail);
        late.put("at", Timestamps.format(Instant.now().minus(Duration.ofHours(1))));
        ledger.object(mail, "ALL_MARKETING");

        // When
        ledger.disclosed(late);

        // Then
        assertThat(ledger.abouts(ledger.partner())).containsExactly("OBJECTION");
    }

    @Test
    void isRefused_whenThePersonIsErased_orNobodyCouldTellTheRecipient() {
        // Given
        ledger.disclosed(mail);
        ledger.grant("ERASURE", mail, Map.of());
        Map<String, Object> nobody = Ledger.disclosure(Body.anyMail());
        nobody.put("disclosedTo", Map.of("kind", "PARTNER", "key", "partner-y"));
        Map<String, Object> named = Ledger.disclosure(Body.anyMail());
        named.put("reference", "koe@koe.example.fi");

        // When
        List<Response> refused = List.of(
                tenant.post("/v1/disclosures", Ledger.disclosure(mail)),
                tenant.post("/v1/disclosures", nobody),
                tenant.post("/v1/disclosures", named));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsExactly("IDENTIFIER_ERASED", "INVALID_VALUE", "INVALID_VALUE");
        assertThat(Stored.texts(tenant, "SELECT id::text FROM ledger_entry WHERE tenant = ?"))
                .hasSize(1);
    }

    @Test
    void isNobodyElsesToReadOrToAcknowledge() {
        // Given
        ledger.disclosed(mail);
        ledger.object(mail, "ALL_MARKETING");
        String id = ledger.notices(ledger.partner()).jsonPath().getString("items[0].id");
        tenant.admin(
                "/v1/mandates",
                Map.of(
                        "processor",
                        "mailer",
                        "controller",
                        "kysely",
                        "purposes",
                        List.of("*"),
                        "channels",
                        List.of("*"),
                        "rights",
                        List.of("DECIDE"),
                        "from",
                        "2026-01-01T00:00:00Z"));
        List<Tokens> strangers = List.of(
                ledger.recipient("somebody", "kysely"),
                ledger.recipient("mailer", "kysely"),
                ledger.recipient("partner-x-tool", "verkko"),
                ledger.partner().tenant("nobody-else"));

        // When
        List<Response> answers = strangers.stream()
                .map(stranger -> ledger.acknowledge(stranger, id))
                .toList();

        // Then
        assertThat(answers).extracting(Response::statusCode).containsOnly(404);
        assertThat(strangers)
                .allSatisfy(stranger -> assertThat(ledger.abouts(stranger)).isEmpty());
        assertThat(ledger.abouts(ledger.partner())).hasSize(1);
    }

    @Test
    void isOverdue_whenTheRecipientDoesNotAcknowledgeInTime() {
        // Given
        ledger.disclosed(mail);
        ledger.object(mail, "ALL_MARKETING");
        String overdue = "/v1/recipient-notices/overdue?controller=kysely";

        // When
        Await.until(() -> !ledger.officer(overdue).jsonPath().getList("items").isEmpty());

        // Then
        Response list = ledger.officer(overdue);
        assertThat(list.jsonPath().getString("items[0].recipient.key")).isEqualTo("partner-x");
        ledger.acknowledge(ledger.partner(), list.jsonPath().getString("items[0].id"));
        assertThat(ledger.officer(overdue).jsonPath().getList("items")).isEmpty();
        assertThat(ledger.officer("/v1/recipient-notices/overdue?controller=third")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void recordsManyEachByItself_andShowsTheOfficerWhatIsAboutAPerson() {
        // Given
        Map<String, Object> nobody = new HashMap<>(Ledger.disclosure(mail));
        nobody.put("disclosedTo", Map.of("kind", "PROCESSOR", "key", "partner-y"));
        Map<String, Object> batch =
                Map.of("disclosures", List.of(Ledger.disclosure(mail), nobody, Ledger.disclosure(Body.anyMail())));

        // When
        Response first = tenant.post("/v1/disclosures/batch", batch, "the-same-key");
        Response again = tenant.post("/v1/disclosures/batch", batch, "the-same-key");

        // Then
        assertThat(first.jsonPath().getList("results.status")).containsExactly(201, 400, 201);
        assertThat(again.jsonPath().getString("results[0].body.id"))
                .isEqualTo(first.jsonPath().getString("results[0].body.id"));
        Response about = ledger.officer("/v1/disclosures?subject=" + subject(mail));
        assertThat(about.jsonPath().getList("items.disclosedTo.key")).containsExactly("partner-x");
        assertThat(about.jsonPath().getList("items[0].data")).containsExactly("email", "segment");
    }

    private String subject(String address) {
        return tenant.consent(Body.ofMail(address).choose("NOT_ANSWERED", "profiling"))
                .jsonPath()
                .getString("subjectId");
    }
}
