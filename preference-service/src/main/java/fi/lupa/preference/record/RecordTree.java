// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.key.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree over the records of one minute, hashed as RFC 6962, section 2.1, says: the same as the log's, so that who can
 * check one can check the other. It keeps the leaf hashes alone; a record can be forgotten and the others still be proven.
 */
public final class RecordTree {

    /** The length of a hash in bytes. */
    public static final int HASH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] leaves;

    private RecordTree(byte[] leaves) {
        this.leaves = leaves;
    }

    /** The tree over leaf hashes that stand one after the other. */
    public static RecordTree ofHashes(byte[] leaves) {
        if (leaves.length == 0 || leaves.length % HASH != 0) {
            throw new IllegalArgumentException("no row of hashes");
        }
        return new RecordTree(leaves.clone());
    }

    /** Returns SHA-256(0x00 ‖ record). */
    public static byte[] leafHash(byte[] line) {
        MessageDigest digest = Digests.newSha256();
        digest.update(LEAF);
        return digest.digest(line);
    }

    /** Returns the number of records. */
    public int size() {
        return leaves.length / HASH;
    }

    /** Returns the hash of one leaf, counted from 0. */
    public byte[] leaf(int index) {
        return Arrays.copyOfRange(leaves, index * HASH, (index + 1) * HASH);
    }

    /** Returns the leaf hashes one after the other. */
    public byte[] hashes() {
        return leaves.clone();
    }

    /** Returns the root. */
    public byte[] root() {
        return root(0, size());
    }

    /** Returns the audit path of a leaf, lowest first: RFC 6962, section 2.1.1. */
    public List<byte[]> path(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        List<byte[]> path = new ArrayList<>();
        collect(index, 0, size(), path);
        return List.copyOf(path);
    }

    private void collect(int index, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            collect(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            collect(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaf(from);
        }
        int middle = from + split(to - from);
        MessageDigest digest = Digests.newSha256();
        digest.update(NODE);
        digest.update(root(from, middle));
        return digest.digest(root(middle, to));
    }

    /** The largest power of two smaller than the number. */
    private static int split(int count) {
        return Integer.highestOneBit(count - 1);
    }
}
