// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.identifier.IdentifierKey;
import java.nio.ByteBuffer;

/** 96 bits of something: enough to hardly ever be those of something else, which whoever finds by them has to look into. */
record Fingerprint(long high, int low) {

    /** The first bits of a key, which is a keyed hash already. */
    static Fingerprint of(IdentifierKey key) {
        ByteBuffer bytes = ByteBuffer.wrap(key.bytes());
        return new Fingerprint(bytes.getLong(), bytes.getInt());
    }

    /** The first bits of an id, which was drawn at random. */
    static Fingerprint of(SubjectNumber subject) {
        return new Fingerprint(subject.high(), (int) (subject.low() >>> Integer.SIZE));
    }
}
