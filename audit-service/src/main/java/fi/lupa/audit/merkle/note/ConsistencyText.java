// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The proof that an older tree is a beginning of the one under a checkpoint, in the form in which C2SP's tlog-witness takes it:
 * the old size, the hashes, an empty line, the checkpoint.
 *
 * @param from size of the older tree
 * @param checkpoint the signed note of the newer tree, as it was published
 */
public record ConsistencyText(long from, List<byte[]> proof, SignedNote checkpoint) {

    private static final Pattern OLD = Pattern.compile("old (0|[1-9]\\d{0,17})");
    private static final int LONGEST = 63;

    /** Keeps a copy of the list. */
    public ConsistencyText {
        proof = List.copyOf(proof);
    }

    /** Returns the proof as a text. */
    public String text() {
        StringBuilder text = new StringBuilder("old ").append(from).append('\n');
        proof.forEach(hash -> text.append(Base64Text.of(hash)).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /** Reads a proof; that it is well-formed proves nothing yet. */
    public static ConsistencyText parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new MalformedNoteException("not a proof");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        if (!OLD.matcher(lines[0]).matches() || lines.length > LONGEST + 1) {
            throw new MalformedNoteException("not a proof");
        }
        List<byte[]> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(InclusionText.hash(lines[i]));
        }
        long from = Long.parseLong(lines[0].substring("old ".length()));
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new ConsistencyText(from, proof, SignedNote.parse(note));
    }
}
