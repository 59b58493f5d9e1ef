// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.audit.tiles.TilesMissingException;
import fi.lupa.audit.tiles.TilesUnreadableException;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Signs logs that have grown, over one connection. One log is one transaction under one lock: look at the head, hold it against
 * what was signed before, sign, insert, keep outside, commit; readers see a checkpoint only after all that.
 *
 * <p>Whoever is stopped in the middle and wakes late has lost its transaction, cannot insert for a head that is not there, and
 * cannot put the kept checkpoint back.
 */
final class Signer {

    private static final long LOCK = 0x6c757061_7369676eL;

    private final LogKeys keys;
    private final CheckpointMemory memory;
    private final InstantSource clock;
    private final KeyRotation rotation;

    Signer(LogKeys keys, CheckpointMemory memory, InstantSource clock, KeyRotation rotation) {
        this.keys = keys;
        this.memory = memory;
        this.clock = clock;
        this.rotation = rotation;
    }

    /** Holds every log, grown or not, against the checkpoint kept outside; throws {@link RefusedToSignException}. */
    void compareAll(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            requireAllThere(connection);
            for (GrownLog log : GrownLog.readAll(connection)) {
                requireExtension(connection, log);
            }
        } catch (TilesUnreadableException e) {
            throw e.failure();
        } finally {
            connection.rollback();
        }
    }

    /** Signs every log that has grown; returns how many, none while another process is at it. */
    int signGrown(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        int signed = 0;
        try {
            for (GrownLog grown : GrownLog.readGrown(connection)) {
                connection.commit();
                signed += sign(connection, grown.name());
            }
        } catch (TilesUnreadableException e) {
            throw e.failure();
        } finally {
            connection.rollback();
        }
        return signed;
    }

    private int sign(Connection connection, String name) throws SQLException, IOException {
        Optional<GrownLog> found = locks(connection) ? GrownLog.readGrown(connection, name) : Optional.empty();
        if (found.isEmpty()) {
            return 0;
        }
        GrownLog log = found.get();
        requireExtension(connection, log);
        Checkpoint checkpoint = new Checkpoint(keys.origin(name), log.head());
        SignedNote note = SignedNote.sign(checkpoint.text(), keys.signers(name));
        Instant now = Timestamps.truncate(clock.instant());
        rotation.tell(connection, log, keys.of(name), now);
        log.insertCheckpoint(connection, note.note(), now);
        memory.keep(name, checkpoint, note, keys.of(name));
        connection.commit();
        return 1;
    }

    /** Another database, an empty one, or one from before a log was opened would begin a second history under another name. */
    private void requireAllThere(Connection connection) throws SQLException, IOException {
        Set<String> there = GrownLog.names(connection);
        for (String name : memory.names()) {
            if (!there.contains(name)) {
                throw new RefusedToSignException("log " + name + " was signed for and is not in the database");
            }
        }
    }

    /** The head must be what the tiles give, a tree that begins with the one kept outside, and nobody may know of another. */
    private void requireExtension(Connection connection, GrownLog log) throws IOException {
        Optional<String> contradiction = memory.contradiction(log.name());
        if (contradiction.isPresent()) {
            throw new RefusedToSignException("log " + log.name() + ": " + contradiction.get());
        }
        Optional<Checkpoint> kept = memory.last(log.name(), keys.origin(log.name()), keys.of(log.name()));
        requireRoot(connection, log, log.head(), "its newest head");
        if (kept.isEmpty()) {
            return;
        }
        Root last = kept.get().root();
        if (last.size() > log.head().size()) {
            throw new RefusedToSignException("the database is behind: log " + log.name() + " has "
                    + log.head().size() + " entries, and " + last.size() + " were signed for");
        }
        requireRoot(connection, log, last, "the checkpoint kept outside");
    }

    private static void requireRoot(Connection connection, GrownLog log, Root root, String what) {
        try {
            TiledTree tree = new TiledTree(root.size(), new StoredTiles(connection, log.tenant(), log.year()));
            if (!new Root(root.size(), tree.root()).equals(root)) {
                throw new RefusedToSignException("log " + log.name() + " has another history than " + what);
            }
        } catch (TilesMissingException e) {
            throw new RefusedToSignException("log " + log.name() + ": " + e.getMessage());
        }
    }

    private static boolean locks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
