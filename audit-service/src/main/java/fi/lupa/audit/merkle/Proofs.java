// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.security.MessageDigest;
import java.util.List;

/** Checks proofs by the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2; a proof that is not exactly right is none. */
public final class Proofs {

    private Proofs() {}

    /** Says whether the proof shows that the leaf is at that index of the tree. */
    public static boolean includes(long index, byte[] leafHash, Root tree, List<byte[]> proof) {
        if (index < 0 || index >= tree.size() || !areHashes(proof)) {
            return false;
        }
        long node = index;
        long last = tree.size() - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Rfc6962.nodeHash(sibling, hash);
                int steps = Long.numberOfTrailingZeros(node);
                node >>>= steps;
                last >>>= steps;
            } else {
                hash = Rfc6962.nodeHash(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, tree.hash());
    }

    /** Says whether the proof shows that the older tree is a beginning of the newer one. */
    public static boolean extend(Root older, Root newer, List<byte[]> proof) {
        if (older.size() < 0 || older.size() > newer.size() || !areHashes(proof)) {
            return false;
        }
        if (older.size() == newer.size()) {
            return proof.isEmpty() && MessageDigest.isEqual(older.hash(), newer.hash());
        }
        if (older.size() == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(older.hash(), Rfc6962.emptyRoot());
        }
        boolean startsAtARoot = Long.bitCount(older.size()) == 1;
        if (!startsAtARoot && proof.isEmpty()) {
            return false;
        }
        byte[] first = startsAtARoot ? older.hash() : proof.get(0);
        return climb(older, newer, first, startsAtARoot ? proof : proof.subList(1, proof.size()));
    }

    private static boolean climb(Root older, Root newer, byte[] first, List<byte[]> proof) {
        int steps = Long.numberOfTrailingZeros(older.size());
        long node = (older.size() - 1) >>> steps;
        long last = (newer.size() - 1) >>> steps;
        byte[] old = first;
        byte[] hash = first;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = Rfc6962.nodeHash(sibling, old);
                hash = Rfc6962.nodeHash(sibling, hash);
                int zeros = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= zeros;
                last >>>= zeros;
            } else {
                hash = Rfc6962.nodeHash(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, older.hash()) && MessageDigest.isEqual(hash, newer.hash());
    }

    private static boolean areHashes(List<byte[]> proof) {
        return proof.stream().allMatch(hash -> hash.length == Tile.HASH);
    }
}
