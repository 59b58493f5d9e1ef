// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
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
 * What vouches for a log in the bundle: its checkpoint and keys, who has cosigned it and who should, that it only grew since the authority's
 * last extract, and when it had come this far by a time stamping authority's word.
 */
@SuppressWarnings("ArrayRecordComponent") // Delivered, never compared.
record LogPapers(
        FixedLog log,
        String origin,
        List<NoteKey> keys,
        TrustPolicy trust,
        String checkpoint,
        @Nullable String cosigned,
        @Nullable Growth growth,
        byte @Nullable [] stamp) {

    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    LogPapers {
        keys = List.copyOf(keys);
    }

    /** The checkpoint in the authority's extract before, and that the log only grew since. */
    record Growth(String previous, String consistency) {}

    static LogPapers of(Connection connection, UUID tenant, FixedLog log, LogKeys keys, TrustPolicy policy)
            throws SQLException {
        String origin = keys.origin(log.name());
        List<NoteKey> ours = keys.of(log.name());
        SignedNote note = note(connection, tenant, log.year(), log.size());
        Checkpoint checkpoint = Checkpoint.verified(note, origin, ours);
        TiledTree tree = new TiledTree(log.size(), new StoredTiles(connection, tenant, log.year()));
        if (!java.util.Arrays.equals(tree.root(), checkpoint.root().hash())) {
            throw new NotAsLoggedException("the tiles of log " + log.name() + " do not give its checkpoint");
        }
        Long before = log.previous();
        @Nullable
        Growth growth = before == null
                ? null
                : new Growth(
                        note(connection, tenant, log.year(), before).note(),
                        new ConsistencyText(before, tree.consistencyProof(before), note).text());
        return new LogPapers(
                log,
                origin,
                ours,
                policy.forLogs(ours),
                note.note(),
                cosigned(connection, tenant, log, note),
                growth,
                stamp(connection, tenant, log));
    }

    /** The checkpoint with what witnesses have put under it by now; null if none has. */
    private static @Nullable String cosigned(Connection connection, UUID tenant, FixedLog log, SignedNote note)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT line FROM cosignature WHERE tenant = ? AND year = ? AND size = ? ORDER BY witness")) {
            statement.setObject(1, tenant);
            statement.setInt(2, log.year());
            statement.setLong(3, log.size());
            try (ResultSet row = statement.executeQuery()) {
                StringBuilder lines = new StringBuilder();
                while (row.next()) {
                    lines.append(row.getString(1));
                }
                return lines.isEmpty() ? null : note.with(lines.toString()).note();
            }
        }
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

    /** Returns the trust policy of c2sp.org/tlog-policy: the log's own keys, and the witnesses. */
    String policy() {
        return trust.text();
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
