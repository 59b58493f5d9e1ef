// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree of RFC 6962: the roots of the perfect subtrees that its size is made of, largest first.
 *
 * <p>It is all that is needed to append and to know the root. Immutable: appending gives a new edge, so that a
 * transaction that fails leaves nothing behind.
 */
public final class CompactRange {

    /** The edge of the empty tree. */
    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    private final long size;
    private final List<byte[]> roots;

    private CompactRange(long size, List<byte[]> roots) {
        this.size = size;
        this.roots = roots;
    }

    /** Returns the number of leaves. */
    public long size() {
        return size;
    }

    /** Returns the edge of the tree with one more leaf, given by its leaf hash. */
    public CompactRange append(byte[] leafHash) {
        List<byte[]> grown = new ArrayList<>(roots);
        byte[] hash = leafHash.clone();
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Rfc6962.nodeHash(grown.remove(grown.size() - 1), hash);
        }
        grown.add(hash);
        return new CompactRange(size + 1, List.copyOf(grown));
    }

    /** Returns the root hash of the tree. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return Rfc6962.emptyRoot();
        }
        byte[] root = roots.get(roots.size() - 1).clone();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = Rfc6962.nodeHash(roots.get(i), root);
        }
        return root;
    }
}
