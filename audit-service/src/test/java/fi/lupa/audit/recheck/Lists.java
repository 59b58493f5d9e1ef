// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** What a forger who knows all tables does to them together. */
final class Lists {

    static final List<String> ALL = List.of("subject_entry", "controller_entry");
    static final List<String> WITH_ENTRIES = List.of("entry", "subject_entry", "controller_entry");

    private static final String REST =
            "leaf, leaf_hash, event_id, kind, subject, controller, purpose, concerns, at," + " recorded_at, logged_at";

    private Lists() {}

    static void copyEntry(Hand hand, int from, int to) throws SQLException {
        hand.sql("DROP INDEX IF EXISTS entry_0_event");
        hand.sql("INSERT INTO entry SELECT tenant, year, %d, %s FROM entry WHERE idx = %d", to, REST, from);
    }

    /** Adds a row to a list, of an entry that has one already or that does not exist. */
    static void copyRow(Hand hand, String list, int index) throws SQLException {
        String key = list.replace("_entry", "") + ", n + " + (1000 + hand.below(1000));
        hand.sql(
                "INSERT INTO %1$s SELECT tenant, %2$s, year, %3$d FROM %1$s WHERE idx = %4$d",
                list, key, index, Math.min(index, Hand.SIZE - 1));
    }

    /** Puts everything back to how it was at that size, as a backup would. */
    static void rollBack(Hand hand, int size) throws SQLException {
        for (String table : WITH_ENTRIES) {
            hand.sql("DELETE FROM %s WHERE idx >= %d", table, size);
        }
        hand.sql("DELETE FROM ingest WHERE number > coalesce((SELECT batch FROM head WHERE size = %d), 0)", size);
        hand.sql("DELETE FROM checkpoint WHERE size > %d", size);
        hand.sql("DELETE FROM head WHERE size > %d", size);
        hand.sql("DELETE FROM tile WHERE (n + 1) * 256 > %d", size);
    }

    /** Makes all tiles anew and leaves the heads as they were. */
    static void keepHeads(Hand hand) throws SQLException {
        hand.sql("CREATE TEMPORARY TABLE heads_before ON COMMIT DROP AS SELECT size, root FROM head");
        hand.rebuild();
        hand.sql("UPDATE head SET root = b.root FROM heads_before AS b WHERE b.size = head.size");
    }

    /** Somebody who calls itself the log and has another key. */
    static NoteSigner signer(Hand hand) throws SQLException {
        String note = hand.text("SELECT note FROM checkpoint WHERE size = 592");
        String origin =
                SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text().split("\n", 2)[0];
        byte[] seed = new byte[32];
        hand.random.nextBytes(seed);
        return NoteSigner.of(origin, seed);
    }
}
