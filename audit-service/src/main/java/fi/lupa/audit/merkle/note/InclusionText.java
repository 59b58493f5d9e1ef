// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The proof that an entry is under a checkpoint, as C2SP's tlog-proof writes it, so that it can be checked offline.
 *
 * @param path from the leaf's sibling to below the root
 * @param checkpoint the signed note, as it was published
 */
public record InclusionText(long index, List<byte[]> path, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9]\\d{0,17})");
    private static final int HASH = 32;
    private static final int LONGEST_PATH = 63;

    /** Keeps a copy of the list. */
    public InclusionText {
        path = List.copyOf(path);
    }

    /** Returns the proof as a text. */
    public String text() {
        StringBuilder text =
                new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
        path.forEach(hash -> text.append(Base64Text.of(hash)).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /** Reads a proof; that it is well-formed proves nothing yet. Extra data, which we never write, is refused. */
    public static InclusionText parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new MalformedNoteException("not a proof");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        boolean begun = lines.length >= 2 && lines[0].equals(HEADER);
        if (!begun
                || lines.length > LONGEST_PATH + 2
                || !INDEX.matcher(lines[1]).matches()) {
            throw new MalformedNoteException("not a proof");
        }
        List<byte[]> path = new ArrayList<>();
        for (int i = 2; i < lines.length; i++) {
            path.add(hash(lines[i]));
        }
        long index = Long.parseLong(lines[1].substring("index ".length()));
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new InclusionText(index, path, SignedNote.parse(note));
    }

    static byte[] hash(String line) {
        byte[] hash = Base64Text.parse(line).orElse(new byte[0]);
        if (hash.length != HASH) {
            throw new MalformedNoteException("not a hash");
        }
        return hash;
    }
}
