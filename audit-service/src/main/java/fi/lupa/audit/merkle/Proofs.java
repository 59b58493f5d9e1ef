// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Checks proofs by the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2; a proof that is not exactly right is none. */
public final class Proofs {

    private Proofs() {}

    /** Says whether the proof shows that the leaf is at that index of the tree. */
    public static boolean includes(long index, byte[] leafHash, Root tree, List<byte[]> proof) {
        if (index < 0 || index >= tree.size() || !areHashes(proof)) {
            return false;
        }
        Climb climb = new Climb(index, tree.size() - 1);
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (climb.isAtTheTop()) {
                return false;
            }
            hash = climb.siblingIsLeft() ? Rfc6962.nodeHash(sibling, hash) : Rfc6962.nodeHash(hash, sibling);
            climb.up();
        }
        return climb.isAtTheTop() && MessageDigest.isEqual(hash, tree.hash());
    }

    /** Says whether the proof shows that the older tree is a beginning of the newer one. */
    public static boolean extend(Root older, Root newer, List<byte[]> proof) {
        if (older.size() == newer.size()) {
            return proof.isEmpty() && older.equals(newer);
        }
        if (older.size() == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(older.hash(), Rfc6962.emptyRoot());
        }
        boolean comparable = older.size() > 0 && older.size() < newer.size() && areHashes(proof);
        return comparable && climb(older, newer, fromItsStart(older, proof));
    }

    /** A tree whose size is a power of two is a subtree of the newer one itself, so its root is left out of the proof. */
    private static List<byte[]> fromItsStart(Root older, List<byte[]> proof) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(older.size()) == 1) {
            path.add(0, older.hash());
        }
        return path;
    }

    private static boolean climb(Root older, Root newer, List<byte[]> path) {
        if (path.isEmpty()) {
            return false;
        }
        int start = Long.numberOfTrailingZeros(older.size());
        Climb climb = new Climb((older.size() - 1) >>> start, (newer.size() - 1) >>> start);
        byte[] old = path.get(0);
        byte[] hash = path.get(0);
        for (byte[] sibling : path.subList(1, path.size())) {
            if (climb.isAtTheTop()) {
                return false;
            }
            if (climb.siblingIsLeft()) {
                old = Rfc6962.nodeHash(sibling, old);
                hash = Rfc6962.nodeHash(sibling, hash);
            } else {
                hash = Rfc6962.nodeHash(hash, sibling);
            }
            climb.up();
        }
        boolean same = MessageDigest.isEqual(old, older.hash()) && MessageDigest.isEqual(hash, newer.hash());
        return climb.isAtTheTop() && same;
    }

    private static boolean areHashes(List<byte[]> proof) {
        return proof.stream().allMatch(hash -> hash.length == Tile.HASH);
    }

    /** A node on its way to the root, and the last node of its level; the RFC's fn and sn. */
    private static final class Climb {

        private long node;
        private long last;

        Climb(long node, long last) {
            this.node = node;
            this.last = last;
        }

        boolean isAtTheTop() {
            return last == 0;
        }

        boolean siblingIsLeft() {
            return (node & 1) == 1 || node == last;
        }

        /** Goes to the parent; a last node without a sibling goes up to where it has one. */
        void up() {
            if (node == last && node != 0) {
                int alone = Long.numberOfTrailingZeros(node);
                node >>>= alone;
                last >>>= alone;
            }
            node >>>= 1;
            last >>>= 1;
        }
    }
}
