// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import static fi.lupa.consent.imports.Imported.HEADER;
import static fi.lupa.consent.imports.Imported.no;
import static fi.lupa.consent.imports.Imported.yes;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent as an import is answered clearly, and what was begun is ended once. */
@QuarkusTest
class ImportBodyTest {

    private final Tenant tenant = Tenant.named();
    private final Imported imports = new Imported(tenant);

    @Inject
    TakeImport takes;

    @Inject
    ImportSteps steps;

    @Inject
    RecordBlock blocks;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void readsLinesHoweverTheyEnd_andTakesWhatIsNoTextForWhatItIs() {
        // Given
        String rows =
                "\uFEFF" + HEADER.replace("\n", "\r\n") + yes(Body.anyMail()).replace("\n", "\r\n") + "\n"
                        + no(Body.anyMail()) + "EMAIL;liian;vähän\n" + "EMAIL;\"a\u0000b\";x;;;;;;;;;\n";
        byte[] latin = (no("höpö@koe.example.fi") + "y".repeat(20_000_000) + "\n"
                        + no(Body.anyMail()).strip())
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(rows.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(latin);

        // When
        List<String> report = imports.report(imports.post("", "text/csv", body.toByteArray()));

        // Then
        assertThat(report)
                .containsExactly(
                        "2 STORED null",
                        "4 STORED null",
                        "5 INVALID COLUMN_COUNT",
                        "6 INVALID NOT_ALLOWED",
                        "7 INVALID NOT_UTF8",
                        "8 INVALID LINE_TOO_LONG",
                        "9 STORED null");
    }

    @Test
    void readsNdjson() {
        // Given
        String given = "{\"type\":\"EMAIL\",\"value\":\"" + Body.anyMail() + "\",\"purpose\":\"product-updates\","
                + "\"channel\":\"EMAIL\",\"choice\":\"GIVEN\",\"originalMethod\":\"WEB_CHECKBOX\","
                + "\"originalAt\":\"2026-01-05T10:00:00.000Z\",\"noticeId\":\"newsletter-notice\","
                + "\"noticeVersion\":\"1.1\",\"language\":\"fi\",\"source\":null,\"evidenceRef\":\"scan-1\"}\n";
        String refused = "{\"type\":\"EMAIL\",\"value\":\"" + Body.anyMail()
                + "\",\"purpose\":\"product-updates\",\"choice\":\"REFUSED\"}\n";
        String bad = "{\"type\":\"EMAIL\"\n[]\n{\"colour\":\"red\"}\n{\"type\":\"EMAIL\",\"type\":\"PHONE\"}\n"
                + "{\"value\":\"\\ud800\"}\n{}\n{\"type\":7}\n" + "[".repeat(10_000) + "\n";

        // When
        List<String> report = imports.report(
                imports.post("", "application/x-ndjson", (given + refused + bad).getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(report)
                .containsExactly(
                        "1 STORED null",
                        "2 STORED null",
                        "3 INVALID MALFORMED_JSON",
                        "4 INVALID MALFORMED_JSON",
                        "5 INVALID UNKNOWN_MEMBER",
                        "6 INVALID MALFORMED_JSON",
                        "7 INVALID NOT_ALLOWED",
                        "8 INVALID INVALID_VALUE",
                        "9 INVALID MALFORMED_JSON",
                        "10 INVALID MALFORMED_JSON");
    }

    @Test
    void refusesAndStoresNothing_whatIsNoImport() throws IOException {
        // Given
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((HEADER + yes(Body.anyMail())).getBytes(StandardCharsets.UTF_8));
        }

        // When
        Map<String, Response> answers = Map.of(
                "empty", imports.csv("", ""),
                "blank", imports.csv("", "\n\r\n  \n"),
                "unknown column", imports.csv("", HEADER.replace("source", "colour")),
                "missing column", imports.csv("", HEADER.replace("choice;", "")),
                "twice the same", imports.csv("", HEADER.replace("source", "type")),
                "parameter", imports.csv("&colour=red", HEADER),
                "zipped", imports.post("", "text/csv", zipped.toByteArray()),
                "json", imports.post("", "application/json", "{}".getBytes(StandardCharsets.UTF_8)),
                "utf-16", imports.post("", "text/csv", HEADER.getBytes(StandardCharsets.UTF_16)));

        // Then
        assertThat(answers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().statusCode() + " "
                                        + entry.getValue().jsonPath().getString("code") + " "
                                        + entry.getValue().jsonPath().getString("errors[0].reason"))))
                .isEqualTo(Map.of(
                        "empty", "400 INVALID_VALUE EMPTY",
                        "blank", "400 INVALID_VALUE EMPTY",
                        "unknown column", "400 INVALID_VALUE UNKNOWN_COLUMN",
                        "missing column", "400 INVALID_VALUE MISSING_COLUMN",
                        "twice the same", "400 INVALID_VALUE DUPLICATE_COLUMN",
                        "parameter", "400 INVALID_VALUE UNKNOWN_PARAMETER",
                        "zipped", "415 UNSUPPORTED_MEDIA_TYPE NOT_UTF8",
                        "json", "415 UNSUPPORTED_MEDIA_TYPE null",
                        "utf-16", "415 UNSUPPORTED_MEDIA_TYPE NOT_UTF8"));
        assertThat(Stored.texts(tenant, "SELECT id::text FROM job WHERE tenant = ?"))
                .isEmpty();
    }

    @Test
    void recordsABlockOnce_whoeverTries_andGoesOnWhereAnotherHasStopped() throws IOException {
        // Given
        String rows = IntStream.range(0, 450)
                .mapToObj(row -> yes("rivi-" + row + "-" + Body.anyMail()))
                .collect(Collectors.joining("", HEADER, ""));
        ImportJob job = takes.spooled(
                caller(),
                new ImportRequest("kysely", false, true),
                new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Boolean> first = () -> recorded(job, 0);

        // When
        List<Boolean> race = List.of(threads.submit(first), threads.submit(first)).stream()
                .map(ImportBodyTest::result)
                .toList();
        threads.shutdown();
        Map<String, Integer> afterOne = Stored.counts(tenant);
        steps.received(job, job.blocks());

        // Then
        assertThat(race).containsExactlyInAnyOrder(true, false);
        assertThat(afterOne).containsEntry("subject", 200);
        Await.until(() ->
                "DONE".equals(tenant.get("/v1/jobs/" + job.id()).jsonPath().getString("status")));
        assertThat(tenant.get("/v1/jobs/" + job.id()).jsonPath().getMap("counts"))
                .isEqualTo(Map.of("received", 450, "rows", 450, "stored", 450));
        assertThat(Stored.counts(tenant))
                .containsEntry("subject", 450)
                .containsEntry("consent_record", 450)
                .containsEntry("journal", 450);
    }

    private static Boolean result(Future<Boolean> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean recorded(ImportJob job, int ordinal) {
        try {
            blocks.record(job, ordinal);
            return true;
        } catch (RecordBlock.RecordedElsewhereException e) {
            return false;
        }
    }

    private Caller caller() {
        return new Caller(
                tenant.key(),
                TenantId.ofKey(tenant.key()),
                "survey-tool",
                null,
                Set.of("kysely"),
                Set.of(Scope.CONSENT_WRITE));
    }
}
