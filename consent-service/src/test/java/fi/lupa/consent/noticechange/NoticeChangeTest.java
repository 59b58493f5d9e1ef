// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Letters;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeChangeTest {

    private static final String PAST = "2026-02-01T00:00:00Z";

    private final Tenant tenant = Tenant.named();
    private final Officer officer = new Officer(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void tellsEachPersonOnce_andNobodysSilenceIsAYes() {
        // Given
        String told = says(mail, "GIVEN");
        String unwilling = Body.anyMail();
        says(unwilling, "GIVEN");
        says(unwilling, "WITHDRAWN");
        String pending = Body.anyMail();
        Officer.ok(tenant.consent(Body.ofMail(pending).give("newsletter", "EMAIL")));
        officer.changes("2", PAST);
        String choices = choices(told);
        Map<String, Integer> rows = Stored.counts(tenant);

        // When
        String id = officer.ordered("2");
        Response done = officer.done(id);
        String again = officer.ordered("2");

        // Then
        assertThat(again).isEqualTo(id);
        assertThat(done.jsonPath().getMap("counts")).isEqualTo(Map.of("TOLD", 1));
        assertThat(lettersTo(mail))
                .singleElement()
                .asString()
                .contains("kumppaneille. Versio 2", "vaikeneminen ole suostumus", "/p/");
        assertThat(lettersTo(unwilling)).isEmpty();
        assertThat(lettersTo(pending)).isEmpty();
        assertThat(choices(told)).isEqualTo(choices);
        assertThat(Stored.counts(tenant).get("consent_record")).isEqualTo(rows.get("consent_record"));
        assertThat(proofs()).singleElement().asString().contains("\"STATUTORY\"", "\"2\"", id, told);
        assertThat(Stored.found(mail)).isEmpty();
    }

    @Test
    void countsAndTellsNobody_whenItIsADryRun() {
        // Given
        says(mail, "GIVEN");
        Officer.ok(tenant.consent(Body.of("PHONE", "+35850000" + (1000 + Math.abs(mail.hashCode() % 9000)))
                .give("product-updates", "SMS")));
        officer.changes("2", "2999-01-01T00:00:00Z");

        // When
        Response counted = officer.done(officer.order("2", true).jsonPath().getString("id"));

        // Then
        assertThat(counted.jsonPath().getMap("counts")).isEqualTo(Map.of("COUNTED", 1, "NO_ADDRESS", 1));
        assertThat(lettersTo(mail)).isEmpty();
        assertThat(proofs()).isEmpty();
    }

    @Test
    void tellsNobodyBeforeTheVersionIsInForce() {
        // Given
        String subject = says(mail, "GIVEN");
        Instant effective = Instant.now().plus(Duration.ofSeconds(3));
        officer.changes("2", Timestamps.format(Timestamps.truncate(effective)));

        // When
        String id = officer.ordered("2");
        officer.done(id);

        // Then
        assertThat(officer.fate(subject)).isEqualTo("TOLD");
        assertThat(Stored.texts(
                        tenant,
                        "SELECT (p.changed_at >= c.effective_from)::text FROM notice_change_person p JOIN"
                                + " notice_change c ON c.tenant = p.tenant AND c.id = p.change WHERE p.tenant ="
                                + " ?"))
                .containsExactly("true");
    }

    @Test
    void heedsWhatWasSaidSince_andTellsNobodyTwice_whenTheMailServerWasAway() {
        // Given
        String patient = says(mail, "GIVEN");
        String unwillingMail = Body.anyMail();
        String unwilling = says(unwillingMail, "GIVEN");
        String goneMail = Body.anyMail();
        String gone = says(goneMail, "GIVEN");
        String partMail = Body.anyMail();
        String part = says(partMail, "GIVEN");
        String wholeMail = Body.anyMail();
        String whole = says(wholeMail, "GIVEN");
        String doubtfulMail = Body.anyMail();
        String doubtful = says(doubtfulMail, "GIVEN");
        officer.changes("2", PAST);
        ConsentStack.stack().mail().kill();
        String id;
        try {
            id = officer.ordered("2");
            Await.until(() -> Stored.texts(
                                    tenant,
                                    "SELECT subject FROM notice_change_person WHERE tenant = ? AND status = 'WAITING'"
                                            + " AND attempts > 0")
                            .size()
                    > 1);
            Officer.ok(officer.post("/v1/notice-changes/" + id + "/cancel", Map.of()));
            says(unwillingMail, "WITHDRAWN");
            officer.erase(goneMail);
            officer.merge(part, whole);
            Await.until(() -> Stored.texts(
                            tenant, "SELECT subject FROM notice_change_person WHERE tenant = ? AND status = 'SENDING'")
                    .isEmpty());
            broken(doubtful);
        } finally {
            ConsentStack.stack().mail().restart();
        }

        // When
        officer.ordered("2");
        officer.done(id);

        // Then
        assertThat(List.of(patient, unwilling, gone, part, whole, doubtful).stream()
                        .map(officer::fate))
                .containsExactly("TOLD", "NOT_CONCERNED", "ERASED", "MERGED", "TOLD", "UNKNOWN");
        assertThat(lettersTo(mail)).hasSize(1);
        assertThat(lettersTo(unwillingMail)).isEmpty();
        assertThat(lettersTo(goneMail)).isEmpty();
        assertThat(lettersTo(partMail).size() + lettersTo(wholeMail).size()).isEqualTo(1);
        assertThat(lettersTo(doubtfulMail)).isEmpty();
        assertThat(proofs()).hasSize(2);
    }

    @Test
    void isRefused_whenTheChangeIsEditorialOrUnknownOrAnothers() {
        // Given
        officer.records("1.2", PAST, "EDITORIAL");
        officer.changes("2", PAST);
        Tokens half = Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("rights:admin");
        Tenant apart = Tenant.named();
        apart.fill();

        // When
        Response editorial = officer.order("1.2", false);
        Response unknown = officer.order("9", false);
        Response partly = Tenant.request(half)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("notice", "newsletter-notice", "version", "2"))
                .post("/v1/notice-changes");
        Response foreign = new Officer(apart).change(officer.ordered("2"));

        // Then
        assertThat(editorial.jsonPath().getString("errors[0].reason")).isEqualTo("NOT_MATERIAL");
        assertThat(unknown.jsonPath().getString("code")).isEqualTo("NOTICE_VERSION_UNKNOWN");
        assertThat(partly.statusCode()).isEqualTo(403);
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    /** As a process leaves it that ends between sending and writing down. */
    private void broken(String subject) {
        Stored.texts(
                tenant,
                "UPDATE notice_change_person SET status = 'SENDING', changed_at = now() - interval '1 hour'"
                        + " WHERE tenant = ? AND subject = '" + subject + "' RETURNING subject");
    }

    private String says(String address, String choice) {
        return Officer.ok(tenant.consent(Body.ofMail(address).choose(choice, "product-updates", "EMAIL")))
                .jsonPath()
                .getString("subjectId");
    }

    private static List<String> lettersTo(String address) {
        return new Letters(address)
                .all().stream()
                        .filter(letter -> letter.contains("Auto-Submitted"))
                        .toList();
    }

    private String choices(String subject) {
        return Stored.texts(
                        tenant,
                        "SELECT (state -> 'choices')::text FROM subject WHERE tenant = ? AND id = '" + subject + "'")
                .get(0);
    }

    private List<String> proofs() {
        return Stored.texts(
                tenant,
                "SELECT payload::text FROM journal WHERE tenant = ? AND kind = 'notice.told' ORDER BY position");
    }
}
