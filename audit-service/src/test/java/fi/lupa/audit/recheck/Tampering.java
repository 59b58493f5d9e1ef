// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import static fi.lupa.audit.recheck.Hand.FULL_TILES;
import static fi.lupa.audit.recheck.Hand.HEADS;
import static fi.lupa.audit.recheck.Hand.NEWEST_SIGNED;
import static fi.lupa.audit.recheck.Hand.SIGNED;
import static fi.lupa.audit.recheck.Hand.SIZE;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What somebody with all rights in the database may do to a log; each says what must be named. */
@SuppressWarnings("ImmutableEnumChecker") // The changes are lambdas without state.
enum Tampering {
    FLIP_A_BIT_OF_A_LINE(hand -> {
        int index = hand.below(SIZE);
        hand.flipLine(index);
        return Named.entry(index);
    }),
    FLIP_A_BIT_OF_A_HASH(hand -> {
        int index = hand.below(SIZE);
        hand.sql("ALTER TABLE entry DROP CONSTRAINT entry_check");
        hand.sql(
                "UPDATE entry SET leaf_hash = set_byte(leaf_hash, %1$d, get_byte(leaf_hash, %1$d) # %2$d) WHERE idx = %3$d",
                hand.below(32), 1 << hand.below(8), index);
        return Named.entry(index);
    }),
    REWRITE_A_LINE(hand -> {
        int index = hand.below(SIZE);
        hand.rewriteLine(index);
        return Named.entry(index);
    }),
    FILE_A_LINE_AS_ANOTHER(hand -> {
        int index = hand.below(SIZE);
        String column = hand.oneOf(List.of(
                "event_id = gen_random_uuid()",
                "kind = 'consent.withdrawn'",
                "subject = 'someone'",
                "controller = 'other'",
                "purpose = 'other'",
                "concerns = '{}'",
                "at = at + interval '1 ms'",
                "recorded_at = recorded_at - interval '1 day'",
                "logged_at = logged_at - interval '1 year'"));
        hand.sql("UPDATE entry SET %s WHERE idx = %d", column, index);
        return Named.entry(index);
    }),
    FLIP_A_BIT_OF_A_TILE(hand -> {
        int index = hand.below(FULL_TILES * 256);
        hand.sql(
                "UPDATE tile SET hashes = set_byte(hashes, %1$d, get_byte(hashes, %1$d) # %2$d) WHERE n = %3$d",
                index % 256 * 32 + hand.below(32), 1 << hand.below(8), index / 256);
        return Named.entry(index);
    }),
    FLIP_A_BIT_OF_A_TILES_ROOT(hand -> {
        int tile = hand.below(FULL_TILES);
        hand.sql("UPDATE tile SET root = set_byte(root, 7, get_byte(root, 7) # 16) WHERE n = %d", tile);
        return Named.text("tile 0/00" + tile);
    }),
    FLIP_A_BIT_OF_A_HEAD(hand -> {
        int size = hand.oneOf(HEADS);
        hand.sql("UPDATE head SET root = set_byte(root, 9, get_byte(root, 9) # 1) WHERE size = %d", size);
        return size == SIZE ? Named.entry(SIZE - 1) : Named.text("head of " + size);
    }),
    CHANGE_A_LETTER_OF_A_CHECKPOINT(hand -> {
        int size = hand.oneOf(SIGNED);
        int length = Integer.parseInt(hand.text("SELECT length(note) FROM checkpoint WHERE size = " + size));
        int at = 1 + hand.below(length);
        hand.sql(
                "UPDATE checkpoint SET note = overlay(note PLACING CASE substr(note, %1$d, 1) WHEN 'x' THEN 'y' ELSE 'x' END"
                        + " FROM %1$d FOR 1) WHERE size = %2$d",
                at, size);
        return Named.text("the checkpoint of " + size);
    }),
    FILE_A_CHECKPOINT_UNDER_ANOTHER_ROOT(hand -> {
        int size = hand.oneOf(SIGNED);
        hand.sql("UPDATE checkpoint SET root = sha256('%d') WHERE size = %d", hand.below(1000), size);
        return Named.text("the checkpoint of " + size);
    }),
    DELETE_AN_ENTRY(hand -> {
        int index = hand.below(SIZE);
        hand.sql("DELETE FROM entry WHERE idx = %d", index);
        return Named.entry(index);
    }),
    DELETE_A_TILE(hand -> {
        int tile = hand.below(FULL_TILES);
        hand.sql("DELETE FROM tile WHERE n = %d", tile);
        return Named.text("tile 0/00" + tile + " is missing");
    }),
    DELETE_A_HEAD(hand -> {
        int size = hand.oneOf(HEADS);
        hand.sql("DELETE FROM head WHERE size = %d", size);
        return size == SIZE
                ? Named.entry(SIZE - 1)
                : Named.text("the head of " + Hand.next(HEADS, size) + " does not follow");
    }),
    DELETE_FROM_A_LIST(hand -> {
        int index = hand.below(SIZE);
        hand.sql("DELETE FROM %s WHERE idx = %d", hand.oneOf(Lists.ALL), index);
        return Named.entry(index);
    }),
    DELETE_THE_LOG(hand -> {
        String name = hand.text("SELECT name FROM log");
        hand.sql("DELETE FROM log");
        return Named.text(name, "is not in the database");
    }),
    SWAP_TWO_ENTRIES(hand -> {
        int first = hand.below(SIZE - 1);
        int second = first + 1 + hand.below(SIZE - 1 - first);
        List<String> tables = hand.random.nextBoolean() ? List.of("entry") : Lists.WITH_ENTRIES;
        for (String table : tables) {
            hand.sql("UPDATE %s SET idx = 1000000 WHERE idx = %d", table, first);
            hand.sql("UPDATE %s SET idx = %d WHERE idx = %d", table, first, second);
            hand.sql("UPDATE %s SET idx = %d WHERE idx = 1000000", table, second);
        }
        return Named.entry(first);
    }),
    SWAP_TWO_TILES(hand -> {
        hand.sql("UPDATE tile SET n = n + 10");
        hand.sql("UPDATE tile SET n = 11 - n");
        return Named.entry(0);
    }),
    INSERT_AN_ENTRY(hand -> {
        int index = hand.below(SIZE);
        int copied = hand.below(index + 1);
        for (String table : Lists.WITH_ENTRIES) {
            hand.sql("UPDATE %s SET idx = idx + 1000000 WHERE idx >= %d", table, index);
            hand.sql("UPDATE %s SET idx = idx - 999999 WHERE idx >= 1000000", table);
        }
        Lists.copyEntry(hand, copied == index ? index + 1 : copied, index);
        return Named.entry(index);
    }),
    INSERT_BEYOND_THE_END(hand -> {
        Lists.copyEntry(hand, hand.below(SIZE), SIZE);
        return Named.entry(SIZE);
    }),
    INSERT_A_TILE(hand -> {
        int tile = FULL_TILES + hand.below(5);
        hand.sql("INSERT INTO tile SELECT tenant, year, level, %d, hashes, root FROM tile WHERE n = 0", tile);
        return Named.text("tile 0/00" + tile + " is beyond");
    }),
    INSERT_A_HEAD(hand -> {
        int size = hand.random.nextBoolean() ? 2 + hand.below(298) : 304 + hand.below(248);
        hand.sql(
                "INSERT INTO head SELECT tenant, year, %1$d, %1$d - 1, sha256('%1$d'), batch FROM head WHERE size = 300",
                size);
        return Named.text("the head of " + size + " does not follow");
    }),
    INSERT_INTO_A_LIST(hand -> {
        int index = hand.random.nextBoolean() ? hand.below(SIZE) : SIZE + hand.below(100);
        Lists.copyRow(hand, hand.oneOf(Lists.ALL), index);
        return Named.text("entry " + index + " is listed");
    }),
    TRUNCATE_A_TABLE(hand -> {
        String table = hand.oneOf(List.of("entry", "tile", "subject_entry", "controller_entry"));
        hand.sql("TRUNCATE %s", table);
        return table.equals("tile") ? Named.text("tile 0/000 is missing") : Named.entry(0);
    }),
    CUT_OFF_THE_ENTRIES(hand -> {
        int size = hand.below(SIZE);
        hand.sql("DELETE FROM entry WHERE idx >= %d", size);
        return Named.entry(size);
    }),
    CUT_OFF_THE_HEADS(hand -> {
        int size = hand.below(HEADS.size()) == 0 ? 0 : HEADS.get(hand.below(HEADS.size() - 1));
        hand.sql("DELETE FROM head WHERE size > %d", size);
        return Named.entry(size);
    }),
    ROLL_BACK(hand -> {
        int size = hand.oneOf(List.of(300, 301, 302, 552));
        Lists.rollBack(hand, size);
        return Named.text(
                "the database is behind", "has " + size + " entries, and " + NEWEST_SIGNED + " were signed for");
    }),
    ROLL_BACK_TO_NOTHING(hand -> {
        String name = hand.text("SELECT name FROM log");
        Lists.rollBack(hand, 0);
        hand.sql("DELETE FROM log");
        return Named.text(name, "is not in the database");
    }),
    REPLACE_A_TILE(hand -> {
        int tile = hand.below(FULL_TILES);
        byte[] other = new byte[8192];
        hand.random.nextBytes(other);
        hand.bytes("UPDATE tile SET hashes = ? WHERE n = " + tile, other);
        return Named.text("tile 0/00" + tile);
    }),
    REWRITE_A_LINE_AND_ITS_TILE(hand -> {
        int index = hand.below(SIZE);
        hand.rewriteLine(index);
        Lists.keepHeads(hand);
        return Named.entry(index);
    }),
    FORGE_A_HISTORY(hand -> {
        int index = hand.below(NEWEST_SIGNED);
        hand.rewriteLine(index);
        Map<Integer, Root> roots = hand.rebuild();
        if (hand.random.nextBoolean()) {
            hand.fileCheckpoints(roots);
        }
        return Named.entry(index);
    }),
    FORGE_A_HISTORY_AND_SIGN_IT(hand -> {
        int index = hand.below(NEWEST_SIGNED);
        NoteSigner signer = Lists.signer(hand);
        hand.rewriteLine(index);
        Map<Integer, Root> roots = hand.rebuild();
        hand.fileCheckpoints(roots);
        hand.signAnew(roots, index, signer);
        return Named.text("the checkpoint of " + Hand.next(SIGNED, index) + ": not signed by a key");
    }),
    FORGE_A_CHECKPOINT(hand -> {
        int size = hand.oneOf(List.of(597, SIZE));
        NoteSigner signer = Lists.signer(hand);
        String note = SignedNote.sign(
                        new Checkpoint(signer.publicKey().name(), hand.root(size)).text(), List.of(signer))
                .note();
        hand.sql(
                "INSERT INTO checkpoint SELECT tenant, year, size, root, '%s', now() FROM head WHERE size = %d",
                note, size);
        return Named.text("the checkpoint of " + size + ": not signed by a key");
    });

    private final Change change;

    Tampering(Change change) {
        this.change = change;
    }

    /** Does it, and returns what must be named. */
    Named by(Hand hand) throws SQLException {
        return change.by(hand);
    }

    /** One change. */
    @FunctionalInterface
    private interface Change {

        Named by(Hand hand) throws SQLException;
    }
}
