// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.answer.ListAnswer;
import fi.lupa.preference.decision.domain.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recheck needs of a line: the answer of then, and the keys by which the recipient is looked up.
 *
 * @param ref the caller's own word for the recipient, empty if there was none
 */
record KeptLine(Outcome outcome, @Nullable String ref, List<IdentifierKey> keys) {

    private static final int KEY_LENGTH = 32;

    KeptLine {
        keys = List.copyOf(keys);
    }

    static KeptLine of(@Nullable String ref, ListAnswer answer) {
        return new KeptLine(answer.outcome(), ref, answer.keys());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(outcome.name());
        out.writeUTF(ref == null ? "" : ref);
        out.writeByte(keys.size());
        for (IdentifierKey key : keys) {
            out.writeInt(key.version());
            out.write(key.bytes());
        }
    }

    static KeptLine read(DataInputStream in) throws IOException {
        Outcome outcome = Outcome.valueOf(in.readUTF());
        String ref = in.readUTF();
        int count = in.readUnsignedByte();
        List<IdentifierKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new IdentifierKey(in.readInt(), in.readNBytes(KEY_LENGTH)));
        }
        return new KeptLine(outcome, ref.isEmpty() ? null : ref, keys);
    }

    @Override
    public String toString() {
        return "KeptLine[…]";
    }
}
