// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.SignedNote;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pass over all logs: each from its first line to its newest head and checkpoint. */
@Singleton
final class Recheck {

    private final LogKeys keys;

    Recheck(LogKeys keys) {
        this.keys = keys;
    }

    /** Returns the first finding of each log that has one. */
    List<Finding> pass(Connection connection, LogRecheck.Pace pace) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (RecheckedLog log : RecheckedLog.all(connection)) {
            Optional<Finding> found = signature(log);
            found = found.isPresent() ? found : new LogRecheck(connection, log).run(pace);
            found.ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> signature(RecheckedLog log) {
        String note = log.note();
        if (note == null || !keys.exist()) {
            return Optional.empty();
        }
        try {
            SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
            Checkpoint checkpoint = Checkpoint.verified(signed, keys.origin(log.name()), keys.of(log.name()));
            return checkpoint.root().equals(log.signed())
                    ? Optional.empty()
                    : Optional.of(new Finding(log.name(), "the newest checkpoint is filed as another"));
        } catch (MalformedNoteException e) {
            return Optional.of(new Finding(log.name(), "the newest checkpoint: " + e.getMessage()));
        }
    }
}
