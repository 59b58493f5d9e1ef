// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Topic;
import fi.lupa.preference.support.Until;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments on their way to PostgreSQL: a crash may come after each step, and then all is done again. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class ShipperTest {

    private static final String RECORDS = "SELECT count(*) FROM decision_record WHERE tenant = ?";
    private static final String MINUTES = "SELECT count(*) FROM decision_minute WHERE tenant = ?";

    @Inject
    Shipper shipper;

    @Inject
    Ids ids;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    private final Path directory =
            Path.of("target", "shipped", UUID.randomUUID().toString());

    private final TenantId tenant = TenantId.ofKey("t-" + UUID.randomUUID());
    private final Series series = new Series(tenant, "marketing-tool", "kysely", "newsletter");

    @BeforeEach
    void waitForTheSchema() {
        Until.holds("the schema is there", () -> {
            try {
                return count(RECORDS) == 0;
            } catch (SQLException e) {
                return false;
            }
        });
    }

    @Test
    void filesOnce_whenShippedAgain() throws Exception {
        // Given
        Path segment = segment("2026-11-22T09:15:00Z", 2_300, "DENY");
        byte[] bytes = Files.readAllBytes(segment);
        shipper.ship(segment);
        assertThat(segment).doesNotExist();

        // When: the crash came before the file was removed
        Files.write(segment, bytes);
        shipper.ship(segment);

        // Then
        assertThat(count(RECORDS)).isEqualTo(2_300);
        assertThat(count(MINUTES)).isEqualTo(1);
        Until.holds("the event is published", () -> events() == 1);
        assertThat(segment).doesNotExist();
    }

    @Test
    void filesTheRest_whenTheFirstRowsAreThereAlready() throws Exception {
        // Given: the crash came between two steps
        Path segment = segment("2026-11-22T09:15:00Z", 1_500, "ALLOW");
        SegmentMinutes read = SegmentMinutes.read(segment);
        List<RecordLine.Filed> records = new ArrayList<>();
        SegmentReader.read(segment, records::add);
        Minute minute = Objects.requireNonNull(read.minutes().get(series));
        try (Connection connection = writer.getConnection()) {
            RecordTables tables = new RecordTables(connection);
            tables.prepare(read.days());
            tables.file(minute, 0, records.subList(0, 700));
        }
        assertThat(count(RECORDS)).isEqualTo(700);

        // When
        shipper.ship(segment);

        // Then
        assertThat(count(RECORDS)).isEqualTo(1_500);
        assertThat(count(MINUTES)).isEqualTo(1);
    }

    @Test
    void removesASegmentWithNothingReadable() throws Exception {
        // Given
        Path segment = Files.createDirectories(directory).resolve(ids.next() + ".ndjson");
        Files.writeString(segment, "half a li");

        // When
        shipper.ship(segment);

        // Then
        assertThat(segment).doesNotExist();
        assertThat(count(MINUTES)).isZero();
    }

    @Test
    void forgetsWhatIsPastItsTime_andNothingElse() throws Exception {
        // Given
        String now = Instant.now().toString();
        shipper.ship(segment("2021-03-31T23:59:59Z", 2, "DENY"));
        shipper.ship(segment("2021-03-31T23:59:59Z", 3, "ALLOW"));
        shipper.ship(segment(Instant.now().minusSeconds(86_400 * 60L).toString(), 4, "DENY"));
        shipper.ship(segment(Instant.now().minusSeconds(86_400 * 60L).toString(), 5, "ALLOW"));
        shipper.ship(segment(now, 6, "DENY"));

        // When
        shipper.drop();

        // Then
        assertThat(count(RECORDS + " AND kept = 'OTHER'")).isEqualTo(6);
        assertThat(count(RECORDS + " AND kept = 'ALLOW'")).isEqualTo(5);
        assertThat(count(MINUTES))
                .as("the hashes are kept as long as what allowed")
                .isEqualTo(3);
    }

    private Path segment(String at, int records, String decision) throws Exception {
        try (SegmentDirectory segments = SegmentDirectory.open(directory)) {
            OpenSegment open = segments.begin(ids.next());
            for (int i = 0; i < records; i++) {
                open.write(RecordLine.write(record(at, decision)));
            }
            open.close();
            List<Path> closed = segments.closed();
            return closed.get(closed.size() - 1);
        }
    }

    private DecisionRecord record(String at, String decision) {
        return new DecisionRecord(
                ids.next(),
                Instant.parse(at),
                series,
                "EMAIL",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "BBBBBBBBBBBBBBBBBBBBBB",
                "made-up",
                decision,
                "NO_PERMISSION",
                "54",
                null,
                "2026.11-1",
                7,
                null,
                null,
                null,
                false);
    }

    private long events() {
        return Topic.records(PreferenceStack.DECISION_EVENTS).stream()
                .filter(record -> Topic.key(record).startsWith(tenant.value().toString()))
                .count();
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = writer.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, tenant.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
