// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
import fi.lupa.audit.verify.Stranger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness that nobody of us wrote follows a log in a real database; and knows better when the database is put back. */
class WitnessingTest {

    private static final String NAME = "witness.example.fi/w1";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    private LogKit kit;
    private SigningKit signing;
    private ForeignWitness witness;

    @BeforeEach
    void open() throws Exception {
        kit = LogKit.withDatabase();
        signing = SigningKit.in(directory);
        grow(kit, 10);
        witness = ForeignWitness.start(directory, NAME, key());
    }

    @AfterEach
    @SuppressWarnings("NullAway") // Not there when the test was skipped.
    void close() {
        if (witness != null) {
            witness.close();
        }
        kit.close();
    }

    @Test
    void followsTheLogAsItGrows_andItsCosignaturesStandUnderTheCheckpoints() throws Exception {
        // When
        Witnessing.Round first = round(kit, false);
        Witnessing.Round nothingNew = round(kit, false);
        grow(kit, 300);
        Witnessing.Round second = round(kit, false);

        // Then
        assertThat(List.of(first.cosigned(), nothingNew.cosigned(), second.cosigned()))
                .containsExactly(1, 0, 1);
        assertThat(kit.column("SELECT size FROM cosignature ORDER BY size")).containsExactly("10", "310");
        assertThat(cosigned(310).verifiedBy(List.of(key(), witness.witness().key())))
                .containsExactly(key(), witness.witness().key());
        assertThat(Instant.ofEpochSecond(
                        cosigned(310).cosignedAt(witness.witness().key())))
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
        assertThat(quorum()).hasValue(310);
    }

    @Test
    void convincesAStranger_whenTheQuorumIsThere_andNotWithoutIt() throws Exception {
        // Given
        round(kit, false);
        Files.writeString(directory.resolve("log.keys"), key().text() + "\n");
        Files.writeString(directory.resolve("policy"), policy("w1"));
        Files.writeString(directory.resolve("note"), cosigned(10).note());
        String line = kit.column("SELECT line FROM cosignature").get(0);

        // When, Then
        assertThat(stranger())
                .startsWith("ACCEPTED: the log " + key().name() + " of 10 entries is cosigned by w1 at 20")
                .contains("the quorum w1 is reached");
        Files.writeString(directory.resolve("note"), cosigned(10).note().replace(line, ""));
        assertThat(stranger()).startsWith("REFUSED: the quorum w1 is not reached: cosigned by nobody");
        Files.writeString(directory.resolve("note"), cosigned(10).note().replace(line, otherTime(line)));
        assertThat(stranger()).startsWith("REFUSED: the cosignature of " + NAME + " fails");
    }

    @Test
    void contradicts_whenABackupIsGrownWithOtherEntries() throws Exception {
        // Given
        round(kit, false);
        LogKit backup = kit.copy();
        grow(kit, 20);
        round(kit, false);
        forget();

        // When: behind what the witness saw, then as far, then further on
        Witnessing.Round behind = round(backup, true);
        grow(backup, 1);
        grow(backup, 19);
        Witnessing.Round asFar = round(backup, false);
        grow(backup, 5);
        Witnessing.Round further = round(backup, false);

        // Then
        assertThat(reason(behind)).contains("has cosigned 30 entries, and no more than 10 were signed");
        assertThat(reason(asFar)).contains("has cosigned 30 entries that are not the beginning of this log");
        assertThat(reason(further)).contains("has cosigned 30 entries that are not the beginning of this log");
        assertThat(backup.column("SELECT size FROM cosignature")).containsExactly("10");
        backup.close();
    }

    @Test
    void goesOnFromWhereTheWitnessIs_whenItsCosignatureWasLostOnTheWay() throws Exception {
        // Given
        round(kit, false);
        LogKit before = kit.copy();
        grow(kit, 20);
        grow(kit, 5);
        LogKit unheard = kit.copy();
        assertThat(round(unheard, false).cosigned()).isEqualTo(1);
        grow(kit, 7);

        // When
        Witnessing.Round round = round(kit, false);

        // Then
        assertThat(round.goesOn()).isTrue();
        assertThat(kit.column("SELECT size FROM cosignature ORDER BY size")).containsExactly("10", "42");
        before.close();
        unheard.close();
    }

    @Test
    void isMissed_onceTheLogHasGrownWithoutItForTooLong() throws Exception {
        // Given
        round(kit, false);
        grow(kit, 3);
        TrustPolicy.Witness gone =
                new TrustPolicy.Witness(NAME, witness.witness().key(), "http://127.0.0.1:1/");

        // When
        Witnessing.Round away = round(kit, gone, false);

        // Then
        assertThat(away.failure()).contains("UNREACHABLE");
        assertThat(missing(Instant.now().minus(Duration.ofHours(1)))).isEmpty();
        assertThat(missing(Instant.now().plusSeconds(1))).isEqualTo(Set.copyOf(kit.column("SELECT name FROM log")));
        assertThat(quorum()).hasValue(10);
        round(kit, false);
        assertThat(missing(Instant.now().plusSeconds(1))).isEmpty();
    }

    private Set<String> missing(Instant moment) throws SQLException {
        try (Connection connection = kit.writer().getConnection()) {
            return Quorums.missingSince(connection, TrustPolicy.parse(policy("w1")), moment);
        }
    }

    private OptionalLong quorum() throws SQLException {
        try (Connection connection = kit.writer().getConnection()) {
            UUID tenant = UUID.fromString(kit.column("SELECT tenant FROM log").get(0));
            int year = (int) kit.number("SELECT year FROM log");
            return Quorums.newest(connection, tenant, year, 0, TrustPolicy.parse(policy("w1")));
        }
    }

    private String policy(String quorum) {
        return "witness w1 " + witness.witness().key().text() + " "
                + witness.witness().url() + "\nquorum " + quorum + "\n";
    }

    private String stranger() {
        return Stranger.verdict(directory, "witnesses", "--keys", "log.keys", "policy", "note");
    }

    /** The same cosignature with another time before it. */
    private static String otherTime(String line) {
        int at = line.lastIndexOf(' ') + 13;
        char letter = line.charAt(at) == 'A' ? 'B' : 'A';
        return line.substring(0, at) + letter + line.substring(at + 1);
    }

    private static Optional<String> reason(Witnessing.Round round) {
        return round.contradiction().map(Witnessing.Contradiction::reason);
    }

    private Witnessing.Round round(LogKit database, boolean all) throws SQLException {
        return round(database, witness.witness(), all);
    }

    private static Witnessing.Round round(LogKit database, TrustPolicy.Witness asked, boolean all) throws SQLException {
        WitnessClient client = new WitnessClient(asked, Duration.ofSeconds(30));
        return new Witnessing(asked, client, database.writer(), InstantSource.system()).round(all);
    }

    private void grow(LogKit database, int facts) throws SQLException, IOException {
        try (Batches batches = Batches.on(database)) {
            batches.write(facts);
        }
        signing.sign(database);
    }

    /** Even the checkpoints kept outside the database are lost. */
    private void forget() throws IOException {
        Files.delete(directory.resolve(log() + ".checkpoint"));
    }

    private SignedNote cosigned(long size) {
        String note =
                kit.column("SELECT note FROM checkpoint WHERE size = " + size).get(0);
        String line =
                kit.column("SELECT line FROM cosignature WHERE size = " + size).get(0);
        return SignedNote.parse((note + line).getBytes(StandardCharsets.UTF_8));
    }

    private String log() {
        return kit.column("SELECT name FROM log").get(0);
    }

    private NoteKey key() {
        return signing.keys().of(log()).get(0);
    }
}
