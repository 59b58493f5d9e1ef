// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.leaf.About;
import fi.lupa.audit.log.OwnEvent;
import fi.lupa.audit.log.OwnEvents;
import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.key.Digests;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Tells the log itself that its key was replaced: the entry {@code key.rotated}, committed with the first checkpoint that the new key signs
 * beside the old one, so that the old key vouches for the new.
 */
@Singleton
final class KeyRotation {

    static final String KIND = "key.rotated";

    private static final int SALT_BYTES = 32;
    private static final String LAST =
            "SELECT note FROM checkpoint WHERE tenant = ? AND year = ? ORDER BY size DESC LIMIT 1";

    private final Ids ids;
    private final SecureRandom random;

    KeyRotation(Ids ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    /** Leaves the entry if the last checkpoint was signed by a key that this one replaces, and not yet by this one. */
    void tell(Connection connection, GrownLog log, List<NoteKey> keys, Instant now) throws SQLException {
        List<NoteKey> before = signersOfLast(connection, log, keys);
        NoteKey present = keys.get(0);
        if (!before.isEmpty() && !before.contains(present)) {
            OwnEvents.add(connection, event(log, present, before, now));
        }
    }

    private static List<NoteKey> signersOfLast(Connection connection, GrownLog log, List<NoteKey> keys)
            throws SQLException {
        try {
            return last(connection, log).map(note -> note.verifiedBy(keys)).orElse(List.of());
        } catch (MalformedNoteException e) {
            throw new RefusedToSignException("the last checkpoint of log " + log.name() + ": " + e.getMessage());
        }
    }

    private static Optional<SignedNote> last(Connection connection, GrownLog log) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setObject(1, log.tenant());
            statement.setInt(2, log.year());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(SignedNote.parse(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
        }
    }

    private OwnEvent event(GrownLog log, NoteKey present, List<NoteKey> before, Instant now) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("log", log.name()).put("key", present.text());
        before.forEach(key -> details.withArray("replaces").add(key.text()));
        About nobody = new About(null, null, null, null, null, null, List.of());
        return new OwnEvent(log.tenant(), ids.next(), KIND, now, nobody, details, List.of(decoy()));
    }

    /** The digest of nothing that every leaf without personal fields has. */
    private String decoy() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(salt));
    }
}
