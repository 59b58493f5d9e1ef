// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Tenant;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Imports of a test's tenant. */
record Imported(Tenant tenant) {

    static final String HEADER =
            "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source;evidenceRef\n";

    /** A row that gives product-updates by e-mail, with all that proves it. */
    static String yes(String mail) {
        return yes(mail, "2026-01-05T10:00:00.000Z");
    }

    static String yes(String mail, String at) {
        return row(mail, "GIVEN", "WEB_CHECKBOX", at, "1.1", "scan-17");
    }

    static String no(String mail) {
        return row(mail, "REFUSED", "", "2026-01-05T10:00:00.000Z", "", "");
    }

    static String row(String mail, String choice, String method, String at, String notice, String evidence) {
        String shown = notice.isEmpty() ? ";;" : "newsletter-notice;" + notice + ";fi";
        return String.join(
                        ";",
                        "EMAIL",
                        mail,
                        "product-updates",
                        "EMAIL",
                        choice,
                        method,
                        at,
                        shown,
                        "vanha-crm",
                        evidence)
                + "\n";
    }

    Response post(String query, String type, byte[] body) {
        return given().auth()
                .oauth2(tenant.tool().text())
                .contentType(type)
                .body(body)
                .post("/v1/imports?controller=kysely" + query);
    }

    Response csv(String query, String body) {
        return post(query, "text/csv; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for the end of the job that was answered. */
    Response ended(Response taken) {
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        String job = taken.header("Location");
        Await.until(() ->
                List.of("DONE", "FAILED").contains(tenant.get(job).jsonPath().getString("status")));
        return tenant.get(job);
    }

    /** The report, a line each as {@code 2 STORED null}. */
    List<String> report(Response taken) {
        ended(taken);
        return given().auth()
                .oauth2(tenant.tool().text())
                .get(taken.header("Location") + "/report")
                .asString()
                .lines()
                .map(line -> line.replaceAll("[{}\"]", "")
                        .replace("line:", "")
                        .replace(",result:", " ")
                        .replace(",code:", " "))
                .toList();
    }
}
