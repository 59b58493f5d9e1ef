// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** entries + duplicates + rejections = offsets consumed, or it is said which batch does not add up. */
class AccountsTest {

    private LogKit kit;

    @BeforeEach
    void open() throws SQLException {
        kit = LogKit.withDatabase();
        try (Batches batches = Batches.on(kit)) {
            batches.write(3);
            batches.write(4);
            batches.write(5);
        }
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void addsUp_whenBatchesAreAsTheyWereCommitted() throws SQLException {
        // When
        check();

        // Then
        assertThat(kit.status().accounts().fault()).isNull();
        assertThat(kit.status().accounts().checked()).isEqualTo(3);
        assertThat(response().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest | UPDATE ingest SET entries = 5, offsets = 5 WHERE number = 2           | batch 2 read 4",
                "ingest | UPDATE ingest SET entries = 3, duplicates = 1 WHERE number = 2        | batch 2 counted 3 lines",
                "ingest | DELETE FROM ingest WHERE number = 2                                   | batch 2 is missing",
                "head   | DELETE FROM head WHERE batch = 3                                      | batch 3 counted 5 lines",
                "ingest | UPDATE ingest SET positions = jsonb_set(jsonb_set(positions, '{0,from}', '4'), '{0,to}', '8') WHERE number = 2 | batch 2 begins at 4"
            })
    void namesTheBatch_whenASuperuserTampers(String table, String sql, String fault) throws SQLException {
        // Given
        Superuser.tampers(kit.superuser(), table, sql);

        // When
        check();

        // Then
        assertThat(kit.status().accounts().fault()).contains(fault);
        assertThat(response().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    private void check() throws SQLException {
        try (Connection connection = kit.writer().getConnection()) {
            connection.setAutoCommit(false);
            kit.status().accounts().check(connection);
        }
    }

    private HealthCheckResponse response() {
        return new AccountsWellness(kit.status()).call();
    }
}
