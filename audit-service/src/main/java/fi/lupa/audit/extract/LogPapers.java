// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.tiles.StoredTiles;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What vouches for a log in the bundle: its checkpoint and keys, that it only grew since the authority's last extract, and when it had come
 * this far by a time stamping authority's word.
 */
@SuppressWarnings("ArrayRecordComponent") // Delivered, never compared.
record LogPapers(
        FixedLog log,
        String origin,
        List<NoteKey> keys,
        String checkpoint,
        @Nullable String previous,
        @Nullable String consistency,
        byte @Nullable [] stamp) {

    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    LogPapers {
        keys = List.copyOf(keys);
    }

    static LogPapers of(Connection connection, UUID tenant, FixedLog log, LogKeys keys) throws SQLException {
        String origin = keys.origin(log.name());
        SignedNote note = note(connection, tenant, log.year(), log.size());
        Checkpoint checkpoint = Checkpoint.verified(note, origin, keys.of(log.name()));
        TiledTree tree = new TiledTree(log.size(), new StoredTiles(connection, tenant, log.year()));
        if (!java.util.Arrays.equals(tree.root(), checkpoint.root().hash())) {
            throw new NotAsLoggedException("the tiles of log " + log.name() + " do not give its checkpoint");
        }
        byte @Nullable [] stamp = stamp(connection, tenant, log);
        Long before = log.previous();
        if (before == null) {
            return new LogPapers(log, origin, keys.of(log.name()), note.note(), null, null, stamp);
        }
        String previous = note(connection, tenant, log.year(), before).note();
        String growth = new ConsistencyText(before, tree.consistencyProof(before), note).text();
        return new LogPapers(log, origin, keys.of(log.name()), note.note(), previous, growth, stamp);
    }

    private static SignedNote note(Connection connection, UUID tenant, int year, long size) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT note FROM checkpoint WHERE tenant = ? AND year = ? AND size = ?")) {
            statement.setObject(1, tenant);
            statement.setInt(2, year);
            statement.setLong(3, size);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotAsLoggedException("a checkpoint of size " + size + " is missing");
                }
                return SignedNote.parse(row.getString(1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The authority's answer about the checkpoint, if there is one by now. */
    private static byte @Nullable [] stamp(Connection connection, UUID tenant, FixedLog log) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT response FROM checkpoint_time WHERE tenant = ? AND year = ? AND size = ?")) {
            statement.setObject(1, tenant);
            statement.setInt(2, log.year());
            statement.setLong(3, log.size());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    String folder() {
        return "logs/" + log.name() + "/";
    }

    String vkeys() {
        return keys.stream().map(key -> key.text() + "\n").collect(Collectors.joining());
    }

    /** Returns the trust policy of c2sp.org/tlog-policy: the log's own key, no witness yet. */
    String policy() {
        return keys.stream().map(key -> "log " + key.text() + "\n").collect(Collectors.joining()) + "quorum none\n";
    }

    /** Returns the present key in the form that openssl reads. */
    String pem() {
        byte[] key = keys.get(0).bytes();
        byte[] der = java.util.Arrays.copyOf(ED25519, ED25519.length + key.length);
        System.arraycopy(key, 0, der, ED25519.length, key.length);
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
