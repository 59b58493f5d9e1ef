// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import static fi.lupa.consent.imports.Imported.HEADER;
import static fi.lupa.consent.imports.Imported.no;
import static fi.lupa.consent.imports.Imported.row;
import static fi.lupa.consent.imports.Imported.yes;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportsTest {

    private final Tenant tenant = Tenant.named();
    private final Imported imports = new Imported(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void tellsOfEachRowWhatBecameOfIt_andKeepsNothingOfTheFile() {
        // Given
        String withdrawn = Body.anyMail();
        tenant.consent(Body.ofMail(withdrawn).give("product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(withdrawn).choose("WITHDRAWN", "product-updates"));
        String erased = erased();
        String body = HEADER
                + yes(mail)
                + yes(withdrawn)
                + yes(erased)
                + no(erased)
                + no(Body.anyMail())
                + row(Body.anyMail(), "GIVEN", "", "", "1.1", "scan-1")
                + row(Body.anyMail(), "GIVEN", "PRE_TICKED", "2026-01-05T10:00:00.000Z", "1.1", "scan-1")
                + row(Body.anyMail(), "GIVEN", "WEB_CHECKBOX", "2026-01-05T10:00:00.000Z", "1.1", "")
                + row(Body.anyMail(), "GIVEN", "WEB_CHECKBOX", "2026-01-05T10:00:00.000Z", "9.9", "scan-1")
                + row("ei-osoite", "GIVEN", "WEB_CHECKBOX", "2026-01-05T10:00:00.000Z", "1.1", "scan-1")
                + row(Body.anyMail(), "PERHAPS", "", "", "", "");

        // When
        Response taken = imports.csv("", body);

        // Then
        assertThat(imports.report(taken))
                .containsExactly(
                        "2 STORED null",
                        "3 BLOCKED_BY_PROHIBITION LATER_PROHIBITION",
                        "4 ERASED IDENTIFIER_ERASED",
                        "5 ERASED IDENTIFIER_ERASED",
                        "6 STORED null",
                        "7 NOT_DEMONSTRABLE ORIGINAL_MISSING",
                        "8 NOT_DEMONSTRABLE METHOD",
                        "9 NOT_DEMONSTRABLE EVIDENCE_MISSING",
                        "10 INVALID NOTICE_VERSION_UNKNOWN",
                        "11 INVALID IDENTIFIER_INVALID",
                        "12 INVALID INVALID_VALUE");
        assertThat(imports.ended(taken).jsonPath().getMap("counts"))
                .isEqualTo(Map.of(
                        "received",
                        11,
                        "rows",
                        11,
                        "stored",
                        2,
                        "blockedByProhibition",
                        1,
                        "erased",
                        2,
                        "notDemonstrable",
                        3,
                        "invalid",
                        3));
        assertThat(cell(mail)).containsEntry("method", "IMPORT_WITH_EVIDENCE");
        assertThat(cell(withdrawn)).isNull();
        assertThat(Stored.texts(
                        tenant,
                        "SELECT (count(sealed) + count(wrapped))::text FROM import_block b JOIN import_job i USING (tenant)"
                                + " WHERE tenant = ?"))
                .containsExactly("0");
        assertThat(Stored.texts(
                                tenant,
                                "SELECT i::text || b::text || j::text FROM import_job i, import_block b, job j"
                                        + " WHERE i.tenant = ? AND b.tenant = i.tenant AND j.tenant = i.tenant")
                        .toString())
                .doesNotContain("koe.example", "ei-osoite", "scan-");
    }

    @Test
    void liftsNoProhibition_whateverDateTheRowBears() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));
        String objected = Body.anyMail();
        tenant.post(
                "/v1/objections",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", objected)),
                        "scope",
                        "ALL_MARKETING",
                        "capture",
                        Map.of(
                                "method",
                                "WEB_BUTTON",
                                "at",
                                Timestamps.format(Instant.now().minusSeconds(1)))));
        StringBuilder rows = new StringBuilder(HEADER);
        Instant now = Instant.now();
        for (long shift : new long[] {-400L * 86_400, -60, 0, 100}) {
            rows.append(yes(mail, Timestamps.format(now.plusSeconds(shift))));
            rows.append(yes(objected, Timestamps.format(now.plusSeconds(shift))));
        }

        // When
        List<String> report = imports.report(imports.csv("", rows.toString()));

        // Then
        assertThat(report).hasSize(8).allMatch(line -> line.endsWith(" BLOCKED_BY_PROHIBITION LATER_PROHIBITION"));
        assertThat(cell(mail)).isNull();
    }

    @Test
    void addsANo_andALaterRowOfTheSameFileFindsIt() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String stranger = Body.anyMail();
        String today = row(mail, "WITHDRAWN", "", "", "", "");

        // When
        List<String> report = imports.report(
                imports.csv("", HEADER + today + yes(mail) + no(stranger) + yes(stranger) + no(stranger)));

        // Then
        assertThat(report)
                .containsExactly(
                        "2 STORED null",
                        "3 BLOCKED_BY_PROHIBITION LATER_PROHIBITION",
                        "4 STORED null",
                        "5 BLOCKED_BY_PROHIBITION LATER_PROHIBITION",
                        "6 STORED ALREADY_IMPORTED");
        assertThat(cell(mail)).isNull();
        assertThat(Stored.texts(tenant, "SELECT id FROM subject WHERE tenant = ?"))
                .hasSize(2);
    }

    @Test
    void reportsTheSameAndKeepsNothing_whenItIsOnlyTried() {
        // Given
        String body = HEADER + yes(mail) + no(Body.anyMail()) + yes("ei-osoite");

        // When
        List<String> tried = imports.report(imports.csv("&dryRun=true", body));
        Map<String, Integer> after = Stored.counts(tenant);
        List<String> real = imports.report(imports.csv("&dryRun=false", body));

        // Then
        assertThat(tried).isEqualTo(real).hasSize(3);
        assertThat(after)
                .containsEntry("subject", 0)
                .containsEntry("act_memory", 0)
                .containsEntry("journal", 0);
        assertThat(Stored.counts(tenant)).containsEntry("subject", 2).containsEntry("journal", 2);
    }

    @Test
    void writesNothingTwice_whenTheFileIsSentAgain() {
        // Given
        String body = HEADER + yes(mail) + no(Body.anyMail());
        imports.report(imports.csv("", body));
        Map<String, Integer> once = Stored.counts(tenant);

        // When
        List<String> again = imports.report(imports.csv("", body));

        // Then
        assertThat(again).containsExactly("2 STORED ALREADY_IMPORTED", "3 STORED ALREADY_IMPORTED");
        assertThat(Stored.counts(tenant)).isEqualTo(once);
    }

    @Test
    void isShownToNobodyElse() {
        // Given
        Response taken = imports.csv("", HEADER + yes(mail));
        String report = taken.header("Location") + "/report";

        // When
        Response foreign = Tenant.request(Tokens.of("survey-tool")
                        .tenant("someone-else")
                        .controllers("kysely")
                        .scopes("consent:write"))
                .get(report);
        Response other = Tenant.request(tenant.tool().controllers("verkko")).get(report);
        Response unscoped = Tenant.request(tenant.tool().scopes("consent:read")).get(report);
        Response nobodys = tenant.get("/v1/jobs/" + UUID.randomUUID() + "/report");
        Response notMine = Tenant.request(tenant.tool().controllers("verkko"))
                .contentType("text/csv")
                .body(HEADER)
                .post("/v1/imports?controller=kysely");

        // Then
        assertThat(List.of(foreign, other, nobodys))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        assertThat(List.of(unscoped, notMine))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403));
        assertThat(RestAssured.get(report).statusCode()).isEqualTo(401);
    }

    private String erased() {
        String gone = Body.anyMail();
        tenant.consent(Body.ofMail(gone).give("product-updates", "EMAIL"));
        Tokens officer = Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("rights:admin");
        Map<String, Object> request = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "recipient",
                List.of(Map.of("type", "EMAIL", "value", gone)),
                "kind",
                "ERASURE",
                "receivedAt",
                "2026-01-31T10:00:00.000Z",
                "identity",
                "VERIFIED"));
        String id = Tenant.request(officer)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(request)
                .post("/v1/rights-requests")
                .jsonPath()
                .getString("id");
        Tenant.request(officer)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("outcome", "GRANTED"))
                .post("/v1/rights-requests/" + id + "/complete")
                .then()
                .statusCode(200);
        return gone;
    }

    /** The permission that stands for product updates by e-mail. */
    private Map<String, Object> cell(String address) {
        return tenant.post(
                        "/v1/subjects/lookup",
                        Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", address)))
                .jsonPath()
                .getMap("choices.find { it.channel == 'EMAIL' }.permission");
    }
}
