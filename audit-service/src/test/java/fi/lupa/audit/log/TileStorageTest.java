// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.merkle.KeptTiles;
import fi.lupa.audit.merkle.TileId;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles in PostgreSQL: they are what the entries give, and whoever opens the log sees when they are not. */
class TileStorageTest {

    private static final HexFormat HEX = HexFormat.of();

    private LogKit kit;

    @BeforeEach
    void open() {
        kit = LogKit.withDatabase();
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void holdsEveryFullTile_whenBatchesOfAnySizeMakeTheLogGrow() throws SQLException {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);

        // When
        for (int size = 0; size < 1_300; ) {
            try (Batches batches = Batches.on(kit)) {
                int some = 1 + random.nextInt(400);
                batches.write(some);
                batches.write(3);
                size += some + 3;
            }
        }

        // Then
        List<byte[]> hashes = kit.column("SELECT encode(leaf_hash, 'hex') FROM entry ORDER BY idx").stream()
                .map(HEX::parseHex)
                .toList();
        KeptTiles expected = KeptTiles.of(hashes);
        List<String> stored = kit.column("SELECT encode(hashes, 'hex') FROM tile WHERE level = 0 ORDER BY n");
        assertThat(stored).as("seed %d", seed).hasSize(hashes.size() / 256);
        for (int n = 0; n < stored.size(); n++) {
            assertThat(stored.get(n))
                    .isEqualTo(HEX.formatHex(expected.tile(TileId.full(0, n)).bytes()));
        }
        assertThat(kit.column("SELECT encode(root, 'hex') FROM head ORDER BY size DESC LIMIT 1"))
                .containsExactly(HEX.formatHex(expected.edge().root()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tile  | UPDATE tile SET hashes = set_byte(hashes, 5, 255 - get_byte(hashes, 5)) WHERE n = 1 | tile 0/001",
                "tile  | UPDATE tile SET root = sha256('x') WHERE n = 0                            | tile 0/000",
                "tile  | DELETE FROM tile WHERE n = 1                                              | tile 0/001",
                "tile  | INSERT INTO tile SELECT tenant, year, level, 2, hashes, root FROM tile WHERE n = 1 | has tiles",
                "entry | DELETE FROM entry WHERE idx = 300                                         | lacks its entry 300",
                "entry | UPDATE entry SET leaf_hash = sha256('x') WHERE idx = 513                  | do not give its head",
                "entry | UPDATE entry SET leaf_hash = sha256('x') WHERE idx = 5                    | tile 0/000",
                "entry | DELETE FROM entry WHERE idx = 519                                         | do not give its head",
                "head  | DELETE FROM head WHERE size > 100                                         | do not give its head",
                "head  | UPDATE head SET root = sha256('x')                                        | do not give its head"
            })
    void isNoticedAtTheStart_whenASuperuserTampers(String table, String sql, String finding) throws SQLException {
        // Given
        try (Batches batches = Batches.on(kit)) {
            batches.write(520);
        }

        // When
        String relation = sql.contains("FROM entry") || table.equals("entry") ? "entry" : table;
        assertThat(Superuser.tampers(
                        kit.superuser(),
                        relation,
                        sql.replace("leaf_hash = sha256('x')", "leaf = '\\x7b7d', leaf_hash = sha256('\\x007b7d')")))
                .isPositive();

        // Then
        assertThatThrownBy(() -> Batches.on(kit))
                .isInstanceOf(HaltedException.class)
                .hasMessageContaining(finding);
    }

    @Test
    void opensAndNoticesTheLastOfManyTiles_whenTheLogIsLongerThanOneChunk() throws SQLException {
        // Given
        try (Batches batches = Batches.on(kit)) {
            for (int i = 0; i < 18; i++) {
                batches.write(1_000);
            }
        }

        // When
        try (Batches batches = Batches.on(kit)) {
            batches.write(1);
        }
        Superuser.tampers(kit.superuser(), "tile", "UPDATE tile SET root = sha256('x') WHERE level = 0 AND n = 69");

        // Then
        assertThat(kit.number("SELECT count(*) FROM tile")).isEqualTo(70);
        assertThatThrownBy(() -> Batches.on(kit))
                .isInstanceOf(HaltedException.class)
                .hasMessageContaining("tile 0/069");
    }

    @Test
    void getsItsTiles_whenALogIsFromBeforeTilesWereStored() throws SQLException {
        // Given
        try (Batches batches = Batches.on(kit)) {
            batches.write(600);
        }
        List<String> before = kit.column("SELECT encode(sha256(hashes), 'hex') FROM tile ORDER BY n");
        Superuser.tampers(kit.superuser(), "tile", "DELETE FROM tile");

        // When
        try (Batches batches = Batches.on(kit)) {
            batches.write(1);
        }

        // Then
        assertThat(kit.column("SELECT encode(sha256(hashes), 'hex') FROM tile ORDER BY n"))
                .isEqualTo(before)
                .hasSize(2);
    }
}
