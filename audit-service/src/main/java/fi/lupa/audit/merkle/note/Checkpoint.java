// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import fi.lupa.audit.merkle.Root;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What a log vouches for, as C2SP's tlog-checkpoint writes it: so many entries, and their root hash.
 *
 * @param origin names the log, and is the name of its keys
 */
public record Checkpoint(String origin, Root root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9]\\d{0,17}");
    private static final int HASH = 32;
    private static final int LINES = 3;

    /** Refuses a name that is none. */
    public Checkpoint {
        if (!NoteKey.isName(origin) || root.size() < 0 || root.hash().length != HASH) {
            throw new MalformedNoteException("not a checkpoint");
        }
    }

    /** Returns the text of the note. */
    public String text() {
        return origin + "\n" + root.size() + "\n" + Base64Text.of(root.hash()) + "\n";
    }

    /** Reads the text of a note; extension lines are read over. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        boolean enough = lines.length > LINES && text.endsWith("\n");
        if (!enough || !SIZE.matcher(lines[1]).matches() || hasEmptyLine(lines)) {
            throw new MalformedNoteException("not a checkpoint");
        }
        byte[] hash = Base64Text.parse(lines[2]).orElse(new byte[0]);
        return new Checkpoint(lines[0], new Root(Long.parseLong(lines[1]), hash));
    }

    /** Reads a note that at least one of the keys has signed, and that is of the log of this name. */
    public static Checkpoint verified(SignedNote note, String origin, Collection<NoteKey> keys) {
        if (note.verifiedBy(keys).isEmpty()) {
            throw new MalformedNoteException("not signed by a key of the log");
        }
        Checkpoint checkpoint = parse(note.text());
        if (!checkpoint.origin().equals(origin)) {
            throw new MalformedNoteException("the checkpoint of another log");
        }
        return checkpoint;
    }

    private static boolean hasEmptyLine(String[] lines) {
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
