// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The roots of the perfect subtrees that a growing tree is made of: a leaf costs about one hash, the root at any size at most one for each level. Mutable.
 *
 * <p>For who wants the root at many sizes on the way; {@link TileEdge} gives the tiles.
 */
public final class Frontier {

    /** From left to right, so the smallest is the last; one for each bit of the size. */
    private final List<byte[]> subtrees = new ArrayList<>();

    private long size;

    /** Returns the number of leaves. */
    public long size() {
        return size;
    }

    /** Appends the hash of a leaf. */
    public void append(byte[] leafHash) {
        byte[] hash = leafHash.clone();
        for (long full = size; (full & 1) == 1; full >>= 1) {
            hash = Rfc6962.nodeHash(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        size++;
    }

    /** Returns the root hash of the tree as it is now. */
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return Rfc6962.emptyRoot();
        }
        byte[] root = subtrees.get(subtrees.size() - 1).clone();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Rfc6962.nodeHash(subtrees.get(i), root);
        }
        return root;
    }
}
