// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a tree of some size comes to: its head.
 *
 * @param hash the root hash; nobody changes what is in it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content below.
public record Root(long size, byte[] hash) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Root root && size == root.size && Arrays.equals(hash, root.hash);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return size + ":" + HexFormat.of().formatHex(hash);
    }
}
