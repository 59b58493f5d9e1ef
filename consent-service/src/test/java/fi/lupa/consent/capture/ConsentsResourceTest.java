// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsentsResourceTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void answersWithTheShapeOfTheContract_whenOneIsGivenAndOneRefused() {
        // Given
        Body body = Body.ofMail(mail)
                .and("PHONE", "+358500000001")
                .give("newsletter", "EMAIL")
                .choice(Map.of(
                        "purpose", "profiling", "choice", "REFUSED", "doNotAskBefore", "2027-11-21T00:00:00.000Z"))
                .capture("evidence", Map.of("form", "nps-2026-11", "question", "q9"));

        // When
        Response answer = tenant.consent(body);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        JsonPath json = answer.jsonPath();
        assertThat(json.getMap("").keySet()).containsExactlyInAnyOrder("subjectId", "revision", "records", "receipt");
        assertThat(json.getString("subjectId")).matches("sub_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(json.getString("receipt")).startsWith("/v1/receipts/");
        List<Map<String, Object>> records = json.getList("records");
        assertThat(records).hasSize(2);
        assertThat(records.get(0))
                .containsEntry("purpose", "newsletter")
                .containsEntry("channel", "EMAIL")
                .containsEntry("state", "PENDING_CONFIRMATION")
                .containsEntry("effective", false)
                .containsEntry("because", "NEEDS_CONFIRMATION")
                .hasSize(6);
        assertThat(records.get(1))
                .containsEntry("purpose", "profiling")
                .containsEntry("channel", null)
                .containsEntry("state", "REFUSED")
                .containsEntry("effective", true)
                .containsEntry("because", null);
        assertThat(Stored.counts(tenant))
                .containsEntry("subject", 1)
                .containsEntry("identifier", 2)
                .containsEntry("consent_record", 2)
                .containsEntry("journal", 2)
                .containsEntry("outgoing_mail", 1);
    }

    @Test
    void givesAtOnce_whenThePurposeIsPlain() {
        // When
        Response answer = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(record(answer)).containsEntry("state", "GIVEN").containsEntry("effective", true);
        assertThat(Stored.counts(tenant)).containsEntry("outgoing_mail", 0);
    }

    @Test
    void liftsNothing_whenTheSameActIsPostedAgainAfterAWithdrawal() {
        // Given
        Body night = Body.ofMail(mail).give("product-updates", "EMAIL").capture("actId", "nps-2026-11/resp-88123");
        tenant.consent(night);
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));

        // When
        Response again = tenant.consent(night.at(Instant.now()));

        // Then
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(record(again))
                .containsEntry("state", "GIVEN")
                .containsEntry("effective", false)
                .containsEntry("because", "REPLAYED_ACT");
    }

    @Test
    void liftsTheWithdrawal_whenThePersonTicksAgain() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));

        // When
        Response again = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(record(again)).containsEntry("state", "GIVEN").containsEntry("effective", true);
    }

    @Test
    void treatsTheBodyAsTheAct_whenThereIsNoActId() {
        // Given
        Body body = Body.ofMail(mail).give("product-updates", "EMAIL").without("actId");
        tenant.consent(body);

        // When
        Response again = tenant.consent(body.at(Instant.now().plusSeconds(1)));

        // Then
        assertThat(record(again)).containsEntry("because", "REPLAYED_ACT");
    }

    @Test
    void answersTheSameBytes_whenTheKeyIsUsedAgain() {
        // Given
        String key = UUID.randomUUID().toString();
        Map<String, Object> body =
                Body.ofMail(mail).give("product-updates", "EMAIL").map();
        Response first = tenant.post("/v1/consents", body, key);

        // When
        Response second = tenant.post("/v1/consents", body, '"' + key + '"');

        // Then
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(Stored.counts(tenant)).containsEntry("journal", 1);
    }

    @Test
    void countsTheRevisionUp_andNumbersTheJournalAlike() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL", "SMS").and("PHONE", "050 000 0001"));

        // When
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));

        // Then
        assertThat(Stored.texts(
                        tenant,
                        "SELECT revision || ' ' || kind || ' ' || (state IS NOT NULL) FROM journal"
                                + " WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position"))
                .containsExactly(
                        "1 consent.given false",
                        "2 consent.given true",
                        "3 consent.withdrawn false",
                        "4 consent.withdrawn true");
    }

    @Test
    void holdsNothingPersonalInClear_whateverTheTable() {
        // Given
        String secret = "salaisuus-" + UUID.randomUUID();

        // When
        Response answer = tenant.consent(Body.ofMail(mail)
                .give("newsletter", "EMAIL")
                .capture("actId", "act-" + secret)
                .capture("evidence", Map.of("answer", secret))
                .capture("signals", Map.of("gpc", true, "tcString", "tc-" + secret)));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Stored.found(mail, secret)).isEmpty();
    }

    @Test
    void recordsANoOnAllAndAYesOnTheChannelsOwn_whenTheIdentifiersAreOfTwoPeople() {
        // Given
        String phone = "+358500000077";
        String first = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String second = subject(tenant.consent(Body.ofMail(mail)
                .with("recipient", List.of(Map.of("type", "PHONE", "value", phone)))
                .give("product-updates", "SMS")));

        // When
        Response no = tenant.consent(Body.ofMail(mail).and("PHONE", phone).choose("REFUSED", "product-updates"));
        Response yes = tenant.consent(Body.ofMail(mail).and("PHONE", phone).give("customer-survey", "SMS"));

        // Then
        assertThat(second).isNotEqualTo(first);
        assertThat(subject(no)).isEqualTo(first);
        assertThat(subject(yes)).isEqualTo(second);
        assertThat(Stored.texts(
                        tenant,
                        "SELECT subject || ' ' || channel FROM consent_record WHERE tenant = ? AND state = 'REFUSED'"))
                .containsExactlyInAnyOrder(first + " EMAIL", first + " SMS", second + " EMAIL", second + " SMS");
        assertThat(Stored.texts(
                        tenant, "SELECT subject FROM consent_record WHERE tenant = ? AND purpose = 'customer-survey'"))
                .containsExactly(second);
        assertThat(Stored.counts(tenant)).containsEntry("subject", 2);
    }

    @Test
    void recordsEachForItself_whenCapturesComeInABatch() {
        // Given
        String key = UUID.randomUUID().toString();
        Map<String, Object> batch = Map.of(
                "captures",
                List.of(
                        Body.ofMail(mail).give("product-updates", "EMAIL").map(),
                        Body.ofMail(Body.anyMail()).give("no-such", "EMAIL").map(),
                        Body.ofMail(Body.anyMail())
                                .choose("REFUSED", "profiling")
                                .map()));

        // When
        Response first = tenant.post("/v1/consents/batch", batch, key);
        Response again = tenant.post("/v1/consents/batch", batch, key);

        // Then
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.jsonPath().getList("results.status")).containsExactly(201, 422, 201);
        assertThat(first.jsonPath().getString("results[1].body.code")).isEqualTo("PURPOSE_UNKNOWN");
        assertThat(again.jsonPath().getMap("results[0].body"))
                .isEqualTo(first.jsonPath().getMap("results[0].body"));
        assertThat(Stored.counts(tenant)).containsEntry("journal", 2).containsEntry("subject", 2);
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("subjectId");
    }

    private static Map<String, Object> record(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getMap("records[0]");
    }
}
