// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a given size over tiles: its root, and proofs of RFC 6962, 2.1.1 and 2.1.2.
 *
 * <p>Each tile is asked for once. Of one thread.
 */
public final class TiledTree {

    private final long size;
    private final TileSource source;
    private final Map<TileId, Tile> known = new HashMap<>();

    /** Takes the size of the tree, and where its tiles are; a larger tree's tiles do as well. */
    public TiledTree(long size, TileSource source) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree of negative size");
        }
        this.size = size;
        this.source = source;
    }

    /** Returns the number of leaves. */
    public long size() {
        return size;
    }

    /** Returns the root hash. */
    public byte[] root() {
        return size == 0 ? Rfc6962.emptyRoot() : subtree(0, size);
    }

    /** Returns the hash of one leaf. */
    public byte[] leafHash(long index) {
        requireWithin(index, size - 1);
        return subtree(index, index + 1);
    }

    /** Returns the audit path of a leaf, from the leaf's sibling to below the root. */
    public List<byte[]> inclusionProof(long index) {
        requireWithin(index, size - 1);
        List<byte[]> downwards = new ArrayList<>();
        long from = 0;
        long until = size;
        while (until - from > 1) {
            long split = from + largestPowerOfTwoBelow(until - from);
            if (index < split) {
                downwards.add(subtree(split, until));
                until = split;
            } else {
                downwards.add(subtree(from, split));
                from = split;
            }
        }
        return reversed(downwards);
    }

    /** Returns the proof that the tree of the older size is a beginning of this one; empty for none and for all of it. */
    public List<byte[]> consistencyProof(long older) {
        requireWithin(older, size);
        List<byte[]> downwards = new ArrayList<>();
        if (older == 0 || older == size) {
            return downwards;
        }
        long from = 0;
        long until = size;
        while (older < until) {
            long split = from + largestPowerOfTwoBelow(until - from);
            if (older <= split) {
                downwards.add(subtree(split, until));
                until = split;
            } else {
                downwards.add(subtree(from, split));
                from = split;
            }
        }
        if (from != 0) {
            downwards.add(subtree(from, until));
        }
        return reversed(downwards);
    }

    /** Returns MTH(D[from:until]); the range begins where a subtree of RFC 6962 begins. */
    private byte[] subtree(long from, long until) {
        long count = until - from;
        if (Long.bitCount(count) == 1) {
            return perfect(from, Long.numberOfTrailingZeros(count));
        }
        long split = from + largestPowerOfTwoBelow(count);
        return Rfc6962.nodeHash(subtree(from, split), subtree(split, until));
    }

    /** Returns the root over 2^height leaves, from the tile that holds it or the hashes just under it. */
    private byte[] perfect(long from, int height) {
        int level = height / TileId.HEIGHT;
        long first = from >>> (level * TileId.HEIGHT);
        int count = 1 << (height % TileId.HEIGHT);
        return source.root(tile(level, first / TileId.FULL), (int) (first % TileId.FULL), count);
    }

    private Tile tile(int level, long index) {
        long hashes = TileId.hashesOf(level, size) - index * TileId.FULL;
        TileId id = new TileId(level, index, (int) Math.min(hashes, TileId.FULL));
        Tile tile = known.get(id);
        if (tile == null) {
            tile = source.tile(id);
            known.put(id, tile);
        }
        return tile;
    }

    private static long largestPowerOfTwoBelow(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void requireWithin(long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " is not in a tree that goes to " + most);
        }
    }

    private static List<byte[]> reversed(List<byte[]> hashes) {
        List<byte[]> reversed = new ArrayList<>(hashes);
        Collections.reverse(reversed);
        return reversed;
    }
}
