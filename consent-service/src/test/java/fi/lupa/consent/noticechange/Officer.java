// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who has people told of a changed notice. */
record Officer(Tenant tenant) {

    /** Records a version that says something else. */
    void changes(String version, String effectiveFrom) {
        records(version, effectiveFrom, "MATERIAL");
    }

    void records(String version, String effectiveFrom, String changeClass) {
        Map<String, Object> text =
                Map.of("title", "Uutiskirje", "body", "Kerromme nyt myös kumppaneille. Versio " + version);
        tenant.admin(
                "/v1/notices/newsletter-notice/versions",
                Map.of(
                        "version",
                        version,
                        "effectiveFrom",
                        effectiveFrom,
                        "changeClass",
                        changeClass,
                        "controllers",
                        List.of("kysely", "verkko"),
                        "texts",
                        Map.of("fi", text, "sv", text)));
    }

    Response order(String version, boolean dryRun) {
        return post("/v1/notice-changes", Map.of("notice", "newsletter-notice", "version", version, "dryRun", dryRun));
    }

    /** Has people told and returns the order's id. */
    String ordered(String version) {
        Response answer = order(version, false);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("id");
    }

    Response change(String id) {
        return Tenant.request(token()).get("/v1/notice-changes/" + id);
    }

    Response done(String id) {
        Await.until(() -> "DONE".equals(change(id).jsonPath().getString("stage")));
        return change(id);
    }

    /** What became of a person. */
    String fate(String subject) {
        List<String> fates = Stored.texts(
                tenant, "SELECT status FROM notice_change_person WHERE tenant = ? AND subject = '" + subject + "'");
        return fates.isEmpty() ? "none" : fates.get(0);
    }

    void erase(String mail) {
        String id = ok(post(
                        "/v1/rights-requests",
                        Map.of(
                                "controller",
                                "kysely",
                                "recipient",
                                List.of(Map.of("type", "EMAIL", "value", mail)),
                                "kind",
                                "ERASURE",
                                "receivedAt",
                                "2026-01-31T10:00:00.000Z",
                                "identity",
                                "VERIFIED")))
                .jsonPath()
                .getString("id");
        ok(post("/v1/rights-requests/" + id + "/complete", Map.of("outcome", "GRANTED")));
    }

    void merge(String from, String into) {
        ok(post(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama Koe Henkilö")));
    }

    Response post(String path, Object body) {
        return Tenant.request(token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    static Response ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 202);
        return answer;
    }

    private Tokens token() {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin");
    }
}
