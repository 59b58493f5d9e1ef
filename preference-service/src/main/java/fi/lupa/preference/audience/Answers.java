// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Where answers go: counted and digested, in pieces of some size. */
final class Answers {

    private static final int PIECE = 32 * 1024;

    private final OutputStream target;
    private final MessageDigest digest = Digests.newSha256();
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private long bytes;

    Answers(OutputStream target) {
        this.target = target;
    }

    void write(CharSequence lines) throws IOException {
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(text);
        bytes += text.length;
        put(text);
    }

    /** Writes what is not part of the answers: the receipt. */
    void append(String last) throws IOException {
        put(last.getBytes(StandardCharsets.UTF_8));
    }

    private void put(byte[] text) throws IOException {
        if (text.length > PIECE - filled) {
            push();
        }
        if (text.length > PIECE) {
            target.write(text, 0, text.length);
        } else {
            System.arraycopy(text, 0, piece, filled, text.length);
            filled += text.length;
        }
    }

    /** Passes on what is there; what a slow list has brought so far need not wait for the rest. */
    void push() throws IOException {
        target.write(piece, 0, filled);
        filled = 0;
    }

    /** What was written; to be asked once, at the end. */
    Receipt.Content content() {
        return new Receipt.Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
