// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tree by the letter of RFC 6962, 2.1: slow and obvious. Its leaves are numbered. */
final class NaiveTree {

    private final List<byte[]> hashes = new ArrayList<>();

    static NaiveTree of(int size) {
        NaiveTree tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.hashes.add(leafHash(i));
        }
        return tree;
    }

    static byte[] leafHash(long index) {
        return Rfc6962.leafHash(("leaf " + index).getBytes(StandardCharsets.UTF_8));
    }

    List<byte[]> hashes() {
        return hashes;
    }

    byte[] root(int from, int until) {
        if (from == until) {
            return Rfc6962.emptyRoot();
        }
        if (until - from == 1) {
            return hashes.get(from);
        }
        int split = from + Integer.highestOneBit(until - from - 1);
        return Rfc6962.nodeHash(root(from, split), root(split, until));
    }

    Root head(int size) {
        return new Root(size, root(0, size));
    }

    /** PATH(m, D[n]). */
    List<byte[]> path(int index, int from, int until) {
        if (until - from == 1) {
            return new ArrayList<>();
        }
        int split = from + Integer.highestOneBit(until - from - 1);
        List<byte[]> path = index < split ? path(index, from, split) : path(index, split, until);
        path.add(index < split ? root(split, until) : root(from, split));
        return path;
    }

    /** SUBPROOF(m, D[n], b). */
    List<byte[]> subproof(int older, int from, int until, boolean whole) {
        if (older == until) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(root(from, until)));
        }
        int split = from + Integer.highestOneBit(until - from - 1);
        boolean left = older <= split;
        List<byte[]> proof = left ? subproof(older, from, split, whole) : subproof(older, split, until, false);
        proof.add(left ? root(split, until) : root(from, split));
        return proof;
    }
}
