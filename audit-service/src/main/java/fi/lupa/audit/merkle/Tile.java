// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.Arrays;
import java.util.List;

/**
 * The hashes of one tile.
 *
 * @param bytes the hashes one after the other, 32 bytes each
 */
@SuppressWarnings("ArrayRecordComponent") // Hashed and stored, never compared; nobody changes what is in it.
public record Tile(TileId id, byte[] bytes) {

    static final int HASH = 32;

    /** Refuses a tile with more or fewer hashes than its width. */
    public Tile {
        if (bytes.length != id.width() * HASH) {
            throw new IllegalArgumentException("a tile of width " + id.width() + " with " + bytes.length + " bytes");
        }
    }

    static Tile of(TileId id, List<byte[]> hashes) {
        byte[] bytes = new byte[hashes.size() * HASH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, bytes, i * HASH, HASH);
        }
        return new Tile(id, bytes);
    }

    /** Returns one hash, counted from the left. */
    public byte[] hash(int position) {
        return Arrays.copyOfRange(bytes, position * HASH, (position + 1) * HASH);
    }

    /** Returns the root of the perfect subtree over {@code count} hashes from that position; both fit a power of two. */
    public byte[] root(int position, int count) {
        if (count == 1) {
            return hash(position);
        }
        byte[][] row = new byte[count][];
        for (int i = 0; i < count; i++) {
            row[i] = hash(position + i);
        }
        for (int width = count / 2; width >= 1; width /= 2) {
            for (int i = 0; i < width; i++) {
                row[i] = Rfc6962.nodeHash(row[2 * i], row[2 * i + 1]);
            }
        }
        return row[0];
    }

    /** Returns the root of a full tile: its hash in the level above. */
    public byte[] root() {
        if (!id.isFull()) {
            throw new IllegalStateException("a partial tile has no root");
        }
        return root(0, TileId.FULL);
    }
}
