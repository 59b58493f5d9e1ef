// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.log.Superuser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A superuser changes what is logged, in every way there is; the pass names where. */
class RecheckTest {

    /** What else the superuser would have to do so that a changed line fits its own hash. */
    private static final String FITTING = "leaf = %1$s, leaf_hash = sha256('\\x00'::bytea || %1$s)";

    private static final String OTHER_LINE =
            "convert_to(replace(convert_from(leaf, 'UTF8'), '\"SURVEY_TICK\"', '\"SURVEY_TOCK\"'), 'UTF8')";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    static Path directory;

    private static LogKit kit;
    private static SigningKit signing;

    @BeforeAll
    static void logAndSign() throws Exception {
        kit = LogKit.withDatabase();
        signing = SigningKit.in(directory);
        try (Batches batches = Batches.on(kit)) {
            for (int facts : List.of(300, 1, 1, 250, 40)) {
                batches.write(facts);
            }
        }
        signing.sign(kit);
        try (Batches batches = Batches.on(kit)) {
            batches.write(5);
            batches.write(1);
        }
    }

    @AfterAll
    static void close() {
        kit.close();
    }

    @Test
    void findsNothing_whenTheLogIsAsItWasLogged() throws SQLException {
        assertThat(pass(kit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE entry SET FITS WHERE idx = 100                     | entry 100 and tile 0/000 differ",
                "UPDATE entry SET FITS WHERE idx = 511                     | entry 511 and tile 0/001 differ",
                "UPDATE entry SET FITS WHERE idx = 520                     | one of the entries 302 to 551 is not the one that was logged, 512 or later unless a tile",
                "UPDATE entry SET FITS WHERE idx = 597                     | entry 597 is not the one that was logged",
                "UPDATE entry SET subject = 'someone' WHERE idx = 30       | entry 30 is filed as something else",
                "UPDATE entry SET controller = 'other' WHERE idx = 595     | entry 595 is filed as something else",
                "UPDATE entry SET logged_at = logged_at - interval '1 year' WHERE idx = 31 | entry 31 is filed as something else",
                "UPDATE entry SET at = at - interval '1 day' WHERE idx = 32 | entry 32 is filed as something else",
                "UPDATE entry SET recorded_at = recorded_at + interval '1 ms' WHERE idx = 33 | entry 33 is filed as something else",
                "UPDATE entry SET concerns = array_append(concerns, 'other') WHERE idx = 34 | entry 34 is filed as something else",
                "UPDATE entry SET concerns = '{}' WHERE idx = 35 | entry 35 is filed as something else",
                "DELETE FROM subject_entry WHERE idx = 36 | entry 36 is not in the lists by which it is found",
                "UPDATE subject_entry SET subject = 'someone' WHERE idx = 37 | entry 37 is not in the lists by which it is found",
                "UPDATE controller_entry SET idx = 0 WHERE idx = 596 | entry 596 is not in the lists by which it is found",
                "UPDATE entry SET event_id = gen_random_uuid() WHERE idx = 38 | entry 38 is filed as something else",
                "DELETE FROM entry WHERE idx = 257                         | entry 257 is missing",
                "DELETE FROM entry WHERE idx = 597                         | entry 597 is missing",
                "INSERT INTO entry SELECT tenant, year, 598, leaf, leaf_hash, gen_random_uuid(), kind, subject, controller, purpose, concerns, at, recorded_at, logged_at FROM entry WHERE idx = 5 | entry 598 is beyond",
                "UPDATE tile SET hashes = set_byte(hashes, 32 * 7 + 3, 255 - get_byte(hashes, 32 * 7 + 3)) WHERE n = 1 | entry 263 and tile 0/001 differ",
                "UPDATE tile SET root = sha256('x') WHERE n = 0            | the root of tile 0/000 is not its own",
                "DELETE FROM tile WHERE n = 1                              | tile 0/001 is missing",
                "UPDATE head SET root = sha256('x') WHERE size = 598       | entry 597 is not the one",
                "DELETE FROM head WHERE size = 598                         | entry 597 is beyond the newest head",
                "INSERT INTO cosignature SELECT tenant, year, size, 'w', 'l', signed_at, signed_at FROM checkpoint; DELETE FROM checkpoint WHERE size = 592 | the checkpoint of 592 is missing, and others",
                "INSERT INTO checkpoint_time SELECT tenant, year, size, 'r', signed_at, signed_at FROM checkpoint; DELETE FROM checkpoint WHERE size = 592 | the checkpoint of 592 is missing, and others",
                "UPDATE checkpoint SET root = sha256('x')             | the checkpoint of 592: filed as another",
                "UPDATE checkpoint SET note = replace(note, '592', '591') | the checkpoint of 592: a signature"
            })
    void namesThePlace_whenASuperuserTampers(String sql, String finding) throws Exception {
        // Given
        String change = sql.replace("FITS", FITTING.formatted(OTHER_LINE));

        // When
        Trial.Outcome<Integer> outcome;
        try (Trial trial = new Trial(kit, signing)) {
            outcome = trial.after(superuser -> update(superuser, change));
        }
        List<Finding> findings = outcome.findings();

        // Then
        assertThat(outcome.made()).isPositive();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).toString()).contains(finding).doesNotContain("TOCK");
        RecheckStatus status = new RecheckStatus(new SimpleMeterRegistry());
        status.completed(findings);
        assertThat(new RecheckWellness(status).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void namesTheEntry_whenASuperuserEvenTakesTheCheckOfTheHashAway() throws Exception {
        // Given
        LogKit copy = kit.copy();
        Superuser.tampers(copy.superuser(), "entry", "ALTER TABLE entry DROP CONSTRAINT entry_check");

        // When
        Superuser.tampers(copy.superuser(), "entry", "UPDATE entry SET leaf = 'x' WHERE idx = 100");

        // Then
        assertThat(pass(copy))
                .hasToString("[log " + copy.column("SELECT name FROM log").get(0)
                        + ": entry 100 is not what its hash says]");
    }

    @Test
    void readsThroughTheSignedSizeToTheEnd_whenTheLogIsLongerThanOneChunk() throws Exception {
        // Given
        LogKit copy = kit.copy();
        try (Batches batches = Batches.on(copy)) {
            for (int i = 0; i < 9; i++) {
                batches.write(1_000);
            }
        }
        assertThat(pass(copy)).isEmpty();

        // When
        Superuser.tampers(
                copy.superuser(), "entry", "UPDATE entry SET " + FITTING.formatted(OTHER_LINE) + " WHERE idx = 9400");

        // Then
        assertThat(pass(copy)).hasSize(1).allSatisfy(finding -> assertThat(finding.what())
                .startsWith("entry 9400 and tile 0/036 differ"));
    }

    @Test
    void findsEachOne_whenRandomLinesAreForgedSoThatTheirHashesFit() throws Exception {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LogKit copy = kit.copy();
        int lowest = random.nextInt(512);

        // When
        for (int i = 0; i < 20; i++) {
            int index = i == 0 ? lowest : lowest + random.nextInt(598 - lowest);
            String change = "UPDATE entry SET " + FITTING.formatted(OTHER_LINE) + " WHERE idx = " + index;
            Superuser.tampers(copy.superuser(), "entry", change);
        }

        // Then
        assertThat(pass(copy)).as("seed %d", seed).hasSize(1).allSatisfy(finding -> assertThat(finding.what())
                .startsWith("entry " + lowest + " and tile"));
    }

    private static int update(Connection superuser, String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static List<Finding> pass(LogKit database) throws SQLException {
        try (Connection connection = database.writer().getConnection()) {
            return RecheckPass.with(signing.keys(), signing.history()).pass(connection, entries -> {});
        }
    }
}
