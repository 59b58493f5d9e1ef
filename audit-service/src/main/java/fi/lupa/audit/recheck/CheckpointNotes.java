// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The signed texts of a log's checkpoints. What each says is held against the tree, and the signature of the newest verified; of very many older ones,
 * chance chooses whose signatures are verified in this pass.
 *
 * <p>Keys that were replaced long ago are not known any more: what was signed before the last replacement need not be by a known key.
 */
final class CheckpointNotes {

    private static final int MOST_SIGNATURES = 5000;
    private static final String COUNT = "SELECT count(*) FROM checkpoint WHERE tenant = ? AND year = ?";
    private static final String LAST_ROTATION = """
            SELECT max(e.idx) FROM own_event AS o
            JOIN event_seen AS s ON s.tenant = o.tenant AND s.event_id = o.id
            JOIN entry AS e ON e.tenant = s.tenant AND e.year = s.year AND e.idx = s.idx AND e.kind = o.kind
            WHERE o.tenant = ? AND s.year = ? AND o.kind = 'key.rotated'""";

    private final String origin;
    private final List<NoteKey> keys;
    private final LongPredicate chosen;
    private final long rotated;

    private CheckpointNotes(String origin, List<NoteKey> keys, LongPredicate chosen, long rotated) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.chosen = chosen;
        this.rotated = rotated;
    }

    static CheckpointNotes of(Connection connection, RecheckedLog log, LogKeys keys, RandomGenerator random)
            throws SQLException {
        double count = Objects.requireNonNullElse(number(connection, log, COUNT), 0L);
        long newest = log.signed() == null ? 0 : log.signed().size();
        LongPredicate chosen = size -> size == newest || random.nextDouble() * count < MOST_SIGNATURES;
        long rotated = Objects.requireNonNullElse(number(connection, log, LAST_ROTATION), -1L);
        return new CheckpointNotes(keys.origin(log.name()), keys.of(log.name()), chosen, rotated);
    }

    private static @Nullable Long number(Connection connection, RecheckedLog log, String sql) throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, Long.class);
        }
    }

    /** Returns why the checkpoint is not one of the log with this root. */
    Optional<String> contradiction(StoredHead at, Root root) {
        try {
            SignedNote note = note(at);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (!keys.isEmpty() && chosen.test(at.size())) {
                requireSigned(note, at.size());
            }
            return checkpoint.root().equals(root)
                            && (keys.isEmpty() || checkpoint.origin().equals(origin))
                    ? Optional.empty()
                    : Optional.of("not what its entries give");
        } catch (MalformedNoteException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Says whether a known key vouches for what the checkpoint says, and it says it of this size. */
    boolean isSignedFor(StoredHead at) {
        try {
            return Checkpoint.verified(note(at), origin, keys).root().size() == at.size();
        } catch (MalformedNoteException e) {
            return false;
        }
    }

    private void requireSigned(SignedNote note, long size) {
        if (note.verifiedBy(keys).isEmpty() && size > rotated) {
            throw new MalformedNoteException("not signed by a key of the log");
        }
    }

    private static SignedNote note(StoredHead at) {
        return SignedNote.parse(String.valueOf(at.note()).getBytes(StandardCharsets.UTF_8));
    }
}
