// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.Tile;
import fi.lupa.audit.merkle.TileEdge;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The hand of a superuser in one transaction, every protection off: what it can do to one log of {@link #SIZE} entries. */
final class Hand {

    /** The sizes of the log after each of its batches. */
    static final List<Integer> HEADS = List.of(300, 301, 302, 552, 592, 597, 598);

    static final List<Integer> SIGNED = List.of(300, 302, 552, 592);
    static final int SIZE = 598;
    static final int NEWEST_SIGNED = 592;
    static final int FULL_TILES = 2;

    final Random random;
    private final Connection connection;

    Hand(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    /** The first size after one, of those given. */
    static int next(List<Integer> sizes, int size) {
        return sizes.stream().filter(later -> later > size).findFirst().orElseThrow();
    }

    /** Runs a statement; {@code %s} takes the arguments. */
    @SuppressWarnings("AnnotateFormatMethod") // That annotation is not on the class path.
    void sql(String sql, Object... arguments) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(arguments));
        }
    }

    /** Turns a bit of a line and makes its hash fit, so that only the tree can tell. */
    void flipLine(int index) throws SQLException {
        int at = below(10_000);
        int bit = 1 << below(7);
        String flipped = "set_byte(leaf, %1$d %% octet_length(leaf), get_byte(leaf, %1$d %% octet_length(leaf)) # %2$d)"
                .formatted(at, bit);
        sql(
                "UPDATE entry SET leaf = %1$s, leaf_hash = sha256('\\x00'::bytea || %1$s) WHERE idx = %2$d",
                flipped, index);
    }

    /** Changes what a line says without spoiling what it is found by. */
    void rewriteLine(int index) throws SQLException {
        String other = "convert_to(replace(convert_from(leaf, 'UTF8'), '\"SURVEY_TICK\"', '\"SURVEY_T%03dK\"'), 'UTF8')"
                .formatted(below(1000));
        sql("UPDATE entry SET leaf = %1$s, leaf_hash = sha256('\\x00'::bytea || %1$s) WHERE idx = %2$d", other, index);
    }

    /** Makes all tiles and heads anew from the lines as they are now; returns the roots by size. */
    Map<Integer, Root> rebuild() throws SQLException {
        Map<Integer, Root> roots = new HashMap<>();
        List<byte[]> hashes = hashes();
        TileEdge edge = TileEdge.EMPTY;
        for (int size : HEADS) {
            TileEdge.Grown grown = edge.append(hashes.subList((int) edge.size(), size));
            for (Tile tile : grown.full()) {
                bytes("UPDATE tile SET hashes = ? WHERE n = " + tile.id().index(), tile.bytes());
                bytes("UPDATE tile SET root = ? WHERE n = " + tile.id().index(), tile.root());
            }
            edge = grown.edge();
            bytes("UPDATE head SET root = ? WHERE size = " + size, edge.root());
            roots.put(size, new Root(size, edge.root()));
        }
        return roots;
    }

    /** Files every checkpoint under the root that the forged tree has. */
    void fileCheckpoints(Map<Integer, Root> roots) throws SQLException {
        for (int size : SIGNED) {
            bytes(
                    "UPDATE checkpoint SET root = ? WHERE size = " + size,
                    Objects.requireNonNull(roots.get(size)).hash());
        }
    }

    /** Signs every checkpoint after a size anew, over the root that the forged tree has. */
    void signAnew(Map<Integer, Root> roots, int after, NoteSigner signer) throws SQLException {
        for (int size : SIGNED) {
            if (size > after) {
                Checkpoint forged = new Checkpoint(signer.publicKey().name(), Objects.requireNonNull(roots.get(size)));
                sql(
                        "UPDATE checkpoint SET note = '%s' WHERE size = %d",
                        SignedNote.sign(forged.text(), List.of(signer)).note(), size);
            }
        }
    }

    void bytes(String sql, byte[] value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, value);
            statement.executeUpdate();
        }
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The root that the log had at that size. */
    Root root(int size) throws SQLException {
        return new Root(
                size, TileEdge.EMPTY.append(hashes().subList(0, size)).edge().root());
    }

    private List<byte[]> hashes() throws SQLException {
        List<byte[]> hashes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT leaf_hash FROM entry ORDER BY idx")) {
            while (row.next()) {
                hashes.add(row.getBytes(1));
            }
        }
        return hashes;
    }
}
