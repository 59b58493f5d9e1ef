// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.key.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and digests what is read through it. */
final class Counted extends FilterInputStream {

    private final MessageDigest digest = Digests.newSha256();
    private long bytes;

    Counted(InputStream input) {
        super(input);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            digest.update(target, offset, count);
            bytes += count;
        }
        return count;
    }

    /** What was read; to be asked once, at the end. */
    Receipt.Content content() {
        return new Receipt.Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
