// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An import goes on after kill -9 of the process that records it: every row once, in the tables, in the report and in the decisions. */
class ImportIT {

    private static final int ROWS = 12_000;
    private static final int BEFORE_THE_FIRST_KILL = 600;
    private static final int BEFORE_THE_SECOND_KILL = 5_000;

    /** A time that no other test's people have said anything at. */
    private static final String SAID = "2026-01-05T10:17:23.457Z";

    private final StartedStack lupa = StartedStack.get();
    private final TenantCalls calls = new TenantCalls(lupa.stack(), "survey-vendor");
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void recordsEachRowOnce_whenTheServiceIsKilledWhileItRecords() throws SQLException {
        // Given
        String body = IntStream.range(0, ROWS).mapToObj(this::row).collect(Collectors.joining());
        String job = URI.create(calls.begun(Service.CONSENT, "/v1/imports?controller=kysely", body))
                .getPath();

        // When
        killOnceRecorded(job, BEFORE_THE_FIRST_KILL);
        killOnceRecorded(job, BEFORE_THE_SECOND_KILL);
        Waiting.until(() -> "DONE".equals(job(job).path("status").asText()));

        // Then
        assertThat(rowsOf(job)).isEqualTo(ROWS);
        assertThat(job(job).at("/counts/stored").asInt()).isEqualTo(ROWS);
        assertThat(calls.get(Service.CONSENT, job + "/report").text().lines())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS)
                        .mapToObj("{\"line\":%d,\"result\":\"STORED\",\"code\":null}"::formatted)
                        .toList());
        assertThat(recorded()).isEqualTo(List.of(ROWS, ROWS, ROWS));
        Caller tool = lupa.as("marketing-tool", "kysely");
        for (int person : new int[] {0, BEFORE_THE_FIRST_KILL, BEFORE_THE_SECOND_KILL, ROWS - 1}) {
            Waiting.until(() -> tool.answer(mail(person), "product-updates", null)
                    .equals(isNo(person) ? "DENY CONSENT_REFUSED" : "ALLOW CONSENT_GIVEN"));
        }
    }

    private void killOnceRecorded(String job, int rows) {
        Waiting.until(() -> rowsOf(job) >= rows);
        assertThat(rowsOf(job)).as("it was killed too late").isLessThan(ROWS);
        lupa.stack().service(Service.CONSENT).kill();
        theSilenceIsOver(job);
        lupa.stack().service(Service.CONSENT).restart();
    }

    /** What a dead process had in hand is taken up after half a minute of silence, which the test does not wait for. */
    private void theSilenceIsOver(String job) {
        String sql = "UPDATE import_job SET claimed_at = claimed_at - interval '30 seconds' WHERE id = ?";
        try (Connection database = lupa.stack().postgres().connect(Service.CONSENT.database());
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(job.substring(job.lastIndexOf('/') + 1)));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError("the import cannot be made older", e);
        }
    }

    private int rowsOf(String job) {
        return job(job).at("/counts/rows").asInt();
    }

    private JsonNode job(String path) {
        return calls.get(Service.CONSENT, path).body();
    }

    /** Subjects, records and facts of this run. */
    private List<Integer> recorded() throws SQLException {
        String sql =
                "WITH these AS (SELECT subject, event_id FROM consent_record WHERE body->'capture'->'original'->>'at' = ?"
                        + " OR (body->'capture'->>'at' = ? AND state = 'REFUSED'))"
                        + " SELECT (SELECT count(DISTINCT subject) FROM these), (SELECT count(*) FROM these),"
                        + " (SELECT count(*) FROM journal j JOIN these USING (event_id))";
        try (Connection database = lupa.stack().postgres().connect(Service.CONSENT.database());
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, SAID);
            statement.setString(2, SAID);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return List.of(row.getInt(1), row.getInt(2), row.getInt(3));
            }
        }
    }

    private static boolean isNo(int person) {
        return person % 10 == 0;
    }

    private String mail(int person) {
        return "tuotu-" + run + "-" + person + "@koe.example.fi";
    }

    private String row(int person) {
        String choice = isNo(person)
                ? "\"choice\":\"REFUSED\""
                : "\"choice\":\"GIVEN\",\"originalMethod\":\"WEB_CHECKBOX\",\"noticeId\":\"newsletter-notice\","
                        + "\"noticeVersion\":\"1.1\",\"language\":\"fi\",\"evidenceRef\":\"scan-" + person + "\"";
        return "{\"type\":\"EMAIL\",\"value\":\"" + mail(person)
                + "\",\"purpose\":\"product-updates\",\"channel\":\"EMAIL\"," + choice + ",\"originalAt\":\"" + SAID
                + "\"}\n";
    }
}
