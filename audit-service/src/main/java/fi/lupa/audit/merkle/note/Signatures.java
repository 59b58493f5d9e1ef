// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What each kind of key signs: the text itself, or with the time of a cosignature before it (C2SP's tlog-cosignature). */
final class Signatures {

    private static final int TIME = 8;

    private Signatures() {}

    static boolean isGood(NoteKey key, String text, byte[] signature) {
        return key.kind() == NoteKey.Kind.NOTE
                ? key.verifies(text.getBytes(StandardCharsets.UTF_8), signature)
                : isGoodCosignature(key, text, signature);
    }

    /** Returns the time in a cosignature, in seconds since 1970. */
    static Optional<Long> time(byte[] timed) {
        return timed.length <= TIME
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(timed).getLong()).filter(seconds -> seconds > 0);
    }

    private static boolean isGoodCosignature(NoteKey key, String text, byte[] timed) {
        if (timed.length <= TIME) {
            return false;
        }
        long seconds = ByteBuffer.wrap(timed).getLong();
        String message = "cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n" + text;
        return key.verifies(message.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(timed, TIME, timed.length));
    }
}
