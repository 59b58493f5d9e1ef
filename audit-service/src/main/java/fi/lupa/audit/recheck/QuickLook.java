// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads stored lines as bytes, and says of which it is not sure that they are what their hash says and filed as what they are: those are for
 * {@link StoredEntry} to judge. Of one thread; in memory of the hashes of a chunk.
 */
final class QuickLook {

    private static final byte LEAF = 0;
    private static final String RANGE =
            "SELECT idx, leaf, leaf_hash, event_id, kind, subject, controller, purpose, at, recorded_at, logged_at,"
                    + " concerns FROM entry WHERE tenant = '%s' AND year = %d AND idx >= %d AND idx < %d ORDER BY idx";
    private static final int FIELDS = 12;
    private static final int INDEX = 0;
    private static final int LINE = 1;
    private static final int HASH = 2;

    private final ListedEntries listed;
    private final LineMembers members = new LineMembers();
    private final FiledColumns columns = new FiledColumns();
    private final MessageDigest sha256;

    QuickLook(ListedEntries listed) {
        this.listed = listed;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What was seen of a range.
     *
     * @param hashes as they are stored, up to the first entry that is missing
     * @param doubtful places of entries to look at closely, in their order
     */
    record Seen(List<byte[]> hashes, List<Long> doubtful) {}

    Seen read(Connection connection, RecheckedLog log, long from, long until) throws SQLException {
        Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
        String question = RANGE.formatted(log.tenant(), log.year(), from, until);
        try (BinaryCopy row = new BinaryCopy(connection, question, FIELDS)) {
            long expected = from;
            while (row.next() && row.longAt(INDEX) == expected) {
                look(row, seen);
                expected++;
            }
        }
        return seen;
    }

    private void look(BinaryCopy row, Seen seen) {
        byte[] bytes = row.bytes();
        sha256.update(LEAF);
        sha256.update(bytes, row.start(LINE), row.length(LINE));
        byte[] hash = sha256.digest();
        boolean sure = Arrays.equals(hash, 0, hash.length, bytes, row.start(HASH), row.end(HASH))
                && members.read(bytes, row.start(LINE), row.end(LINE))
                && columns.areOf(row, members);
        seen.hashes().add(sure ? hash : Arrays.copyOfRange(bytes, row.start(HASH), row.end(HASH)));
        if (sure) {
            list(row);
        } else {
            seen.doubtful().add(row.longAt(INDEX));
        }
    }

    private void list(BinaryCopy row) {
        list(row, Surplus.SUBJECTS, LineMembers.SUBJECT, LineMembers.N);
        list(row, Surplus.CONTROLLERS, LineMembers.CONTROLLER, LineMembers.CN);
    }

    private void list(BinaryCopy row, Surplus list, int name, int number) {
        if (members.has(number)) {
            listed.of(list)
                    .add(
                            row.bytes(),
                            members.start(name),
                            members.length(name),
                            members.number(number),
                            row.longAt(INDEX));
        }
    }
}
