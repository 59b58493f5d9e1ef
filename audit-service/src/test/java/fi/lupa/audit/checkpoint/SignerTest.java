// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.log.Superuser;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.tiles.StoredTiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One history under one key, whatever happens to the database, the file and the signers. */
class SignerTest {

    /** Thrown-away keys: openssl genpkey -algorithm ed25519. */
    private static final String FIRST = pem("MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g");

    private static final String SECOND = pem("MC4CAQAwBQYDK2VwBCIEIEzNCJso/5badpbnNzWPajV8q+o+4Af0q4sWLz2wP1H5");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    private LogKit kit;

    @BeforeEach
    void open() throws IOException {
        kit = LogKit.withDatabase();
        Files.writeString(directory.resolve("first.pem"), FIRST);
        Files.writeString(directory.resolve("second.pem"), SECOND);
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void signsTheNewestHeadOnce_whenTheLogHasGrown() throws Exception {
        // Given
        Signer signer = signer(keys("first", null));
        write(300);

        try (Connection connection = kit.writer().getConnection()) {
            // When
            assertThat(signer.signGrown(connection)).isEqualTo(1);
            assertThat(signer.signGrown(connection)).isZero();
            write(5);
            assertThat(signer.signGrown(connection)).isEqualTo(1);
        }

        // Then
        assertThat(kit.column("SELECT size FROM checkpoint ORDER BY size")).containsExactly("300", "305");
        List<NoteKey> keys = keys("first", null).of(log());
        Checkpoint newest = Checkpoint.verified(note(305), origin(), keys);
        assertThat(newest.root().size()).isEqualTo(305);
        assertThat(Files.readString(kept())).isEqualTo(note(305).note());
    }

    @Test
    void refuses_whenTheDatabaseWasPutBackBehindTheCheckpoint() throws Exception {
        // Given: a backup of 300, then 20 more are signed for and published
        Signer signer = signer(keys("first", null));
        write(300);
        signer.signGrown(connection());
        LogKit restored = kit.copy();
        write(20);
        signer.signGrown(connection());

        // When, Then: the backup notices at once, and still does when other entries have taken the place of those
        assertRefuses(signer, restored, "the database is behind");
        try (Batches batches = Batches.on(restored)) {
            batches.write(10);
        }
        assertRefuses(signer, restored, "the database is behind");
        try (Batches batches = Batches.on(restored)) {
            batches.write(50);
        }
        assertRefuses(signer, restored, "another history than the checkpoint kept outside");
        assertThat(restored.column("SELECT size FROM checkpoint")).containsExactly("300");
        assertThat(Files.readString(kept())).isEqualTo(note(320).note());
    }

    @Test
    void refuses_whenALogThatWasSignedForIsNotInTheDatabase() throws Exception {
        // Given: the wrong volume, or a backup from before the log was opened
        Signer signer = signer(keys("first", null));
        write(3);
        signer.signGrown(connection());
        try (LogKit other = LogKit.withDatabase();
                Connection connection = other.writer().getConnection()) {
            // When, Then
            assertThatThrownBy(() -> signer.compareAll(connection))
                    .isInstanceOf(RefusedToSignException.class)
                    .hasMessageContaining("log " + log() + " was signed for and is not in the database");
            try (Batches batches = Batches.on(other)) {
                batches.write(3);
            }
            assertThatThrownBy(() -> signer.compareAll(connection)).isInstanceOf(RefusedToSignException.class);
        }
        signer.compareAll(connection());
    }

    @Test
    void signsTheSameAgain_whenItWasCutOffBetweenFileAndCommit() throws Exception {
        // Given: the file is ahead of the table, as after a crash before the commit
        write(10);
        LogKit before = kit.copy();
        Signer signer = signer(keys("first", null));
        signer.signGrown(connection());

        // When
        try (Connection connection = before.writer().getConnection()) {
            signer.compareAll(connection);
            assertThat(signer.signGrown(connection)).isEqualTo(1);
        }

        // Then
        assertThat(before.column("SELECT note FROM checkpoint")).isEqualTo(kit.column("SELECT note FROM checkpoint"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tile       | UPDATE tile SET level = 1",
                "tile       | UPDATE tile SET hashes = set_byte(hashes, 9, 255 - get_byte(hashes, 9)), root ="
                        + " sha256('x')",
                "entry      | UPDATE entry SET leaf = 'x', leaf_hash = sha256('\\x0078') WHERE idx = 299",
                "entry      | DELETE FROM entry WHERE idx = 299",
                "head       | UPDATE head SET root = sha256('x') WHERE size = 300",
                "head       | UPDATE head SET size = 299 WHERE size = 300"
            })
    void signsNothing_whenASuperuserTampersBeforeTheSignature(String table, String sql) throws Exception {
        // Given
        write(300);
        assertThat(Superuser.tampers(kit.superuser(), table, sql)).isPositive();

        // When, Then
        assertRefuses(signer(keys("first", null)), kit, "log " + log());
        assertThat(kit.number("SELECT count(*) FROM checkpoint")).isZero();
        assertThat(kept()).doesNotExist();
    }

    @Test
    void signsNothing_whileALogHasNoTilesAtAll() throws Exception {
        // Given: a log from before tiles were stored, or a superuser
        write(300);
        Superuser.tampers(kit.superuser(), "tile", "DELETE FROM tile");

        // When, Then
        assertThat(signer(keys("first", null)).signGrown(connection())).isZero();
        write(1);
        assertThat(signer(keys("first", null)).signGrown(connection())).isEqualTo(1);
    }

    @Test
    void isRefusedByTheDatabase_whenACheckpointIsForAHeadThatIsNotThere() throws SQLException {
        // Given
        write(3);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String values : List.of("4, h.root", "3, sha256('x')")) {
                String forged = "INSERT INTO checkpoint SELECT h.tenant, h.year, " + values
                        + ", 'forged', now() FROM head AS h WHERE size = 3";

                // When, Then
                assertThatThrownBy(() -> statement.execute(forged))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("23503"));
            }
        }
    }

    @Test
    void signsUnderBothKeys_whileOneReplacesTheOther() throws Exception {
        // Given
        write(3);
        signer(keys("first", null)).signGrown(connection());
        write(3);

        // When
        signer(keys("second", "first")).signGrown(connection());
        write(3);
        signer(keys("second", null)).signGrown(connection());

        // Then
        NoteKey old = keys("first", null).of(log()).get(0);
        NoteKey fresh = keys("second", null).of(log()).get(0);
        assertThat(keys("second", "first").of(log())).containsExactly(fresh, old);
        assertThat(note(3).verifiedBy(List.of(old, fresh))).containsExactly(old);
        assertThat(note(6).verifiedBy(List.of(old, fresh))).containsExactly(old, fresh);
        assertThat(note(9).verifiedBy(List.of(old, fresh))).containsExactly(fresh);
    }

    @Test
    void refuses_whenAKeyIsReplacedWithoutAnOverlapOrTheFileIsForged() throws Exception {
        // Given
        write(3);
        signer(keys("first", null)).signGrown(connection());
        write(3);

        // When, Then
        assertRefuses(signer(keys("second", null)), kit, "cannot be relied upon");
        Files.writeString(kept(), Files.readString(kept()).replace("\n3\n", "\n2\n"));
        assertRefuses(signer(keys("first", null)), kit, "cannot be relied upon");
        Files.writeString(kept(), "");
        assertRefuses(signer(keys("first", null)), kit, "cannot be relied upon");
        assertThat(kit.number("SELECT count(*) FROM checkpoint")).isEqualTo(1);
    }

    @Test
    void everyCheckpointExtendsTheOneBefore_whenTheLogGrowsAndIsSignedAgainAndAgain() throws Exception {
        // Given
        Signer signer = signer(keys("first", null));
        try (Batches batches = Batches.on(kit);
                Connection connection = connection()) {
            for (int facts : List.of(1, 1, 254, 1, 100, 300)) {
                batches.write(facts);
                signer.signGrown(connection);
            }
        }

        // When
        List<String> sizes = kit.column("SELECT size FROM checkpoint ORDER BY size");

        // Then
        assertThat(sizes).containsExactly("1", "2", "256", "257", "357", "657");
        try (Connection connection = connection()) {
            for (int i = 1; i < sizes.size(); i++) {
                Checkpoint older =
                        Checkpoint.parse(note(Long.parseLong(sizes.get(i - 1))).text());
                Checkpoint newer =
                        Checkpoint.parse(note(Long.parseLong(sizes.get(i))).text());
                TiledTree tree = new TiledTree(newer.root().size(), tiles(connection));
                assertThat(fi.lupa.audit.merkle.Proofs.extend(
                                older.root(),
                                newer.root(),
                                tree.consistencyProof(older.root().size())))
                        .isTrue();
            }
        }
    }

    private StoredTiles tiles(Connection connection) {
        UUID tenant = UUID.fromString(kit.column("SELECT tenant FROM log").get(0));
        return new StoredTiles(connection, tenant, (int) kit.number("SELECT year FROM log"));
    }

    private void assertRefuses(Signer signer, LogKit database, String reason) throws Exception {
        try (Connection connection = database.writer().getConnection()) {
            assertThatThrownBy(() -> signer.compareAll(connection))
                    .isInstanceOf(RefusedToSignException.class)
                    .hasMessageContaining(reason);
            if (database.number("SELECT max(h.size) - coalesce(max(c.size), 0) FROM head AS h LEFT JOIN checkpoint AS c"
                            + " ON c.size = h.size")
                    > 0) {
                assertThatThrownBy(() -> signer.signGrown(connection))
                        .isInstanceOf(RefusedToSignException.class)
                        .hasMessageContaining(reason);
            }
        }
    }

    @Test
    void tellsTheLogOnce_whenAnotherKeyTakesTheOldOnesPlace() throws Exception {
        // Given
        write(10);
        signer(keys("first", null)).signGrown(connection());
        assertThat(kit.column("SELECT id FROM own_event")).isEmpty();

        // When
        Signer overlap = signer(keys("second", "first"));
        write(1);
        overlap.signGrown(connection());
        write(1);
        overlap.signGrown(connection());

        // Then
        String first = keys("first", null).of(log()).get(0).text();
        String second = keys("second", null).of(log()).get(0).text();
        assertThat(kit.column("SELECT kind FROM own_event")).containsExactly("key.rotated");
        assertThat(kit.column("SELECT details::json ->> 'key' FROM own_event")).containsExactly(second);
        assertThat(kit.column("SELECT details::json -> 'replaces' ->> 0 FROM own_event"))
                .containsExactly(first);
        assertThat(kit.column("SELECT tenant FROM own_event")).isEqualTo(kit.column("SELECT tenant FROM log"));
    }

    private void write(int facts) throws SQLException {
        try (Batches batches = Batches.on(kit)) {
            batches.write(facts);
        }
    }

    private Connection connection() throws SQLException {
        return kit.writer().getConnection();
    }

    private SignedNote note(long size) {
        return SignedNote.parse(kit.column("SELECT note FROM checkpoint WHERE size = " + size)
                .get(0)
                .getBytes(StandardCharsets.UTF_8));
    }

    private String log() {
        return kit.column("SELECT name FROM log").get(0);
    }

    private String origin() {
        return "log.example.fi/log/" + log();
    }

    private Path kept() {
        return directory.resolve(log() + ".checkpoint");
    }

    private Signer signer(LogKeys keys) {
        return new Signer(keys, new CheckpointMemory(directory), InstantSource.system(), SigningKit.rotation());
    }

    private LogKeys keys(String present, @org.jspecify.annotations.Nullable String previous) {
        return new LogKeys(
                Optional.of("log.example.fi/log"),
                Optional.of(directory.resolve(present + ".pem")),
                Optional.ofNullable(previous).map(name -> directory.resolve(name + ".pem")));
    }

    static String pem(String base64) {
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
