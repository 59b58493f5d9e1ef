// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.chunk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How a chunk looks: the length of its items, a checksum, the items. The checksum (CRC-32C, RFC 3720) is of the chunk's number in the file, too,
 * so that none can be left out, repeated or exchanged. A chunk without items ends the file.
 */
final class ChunkFormat {

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final int HEAD = 2 * Integer.BYTES;

    /** What a chunk usually holds; one with a longer item is longer. */
    static final int USUAL = 1 << 20;

    /** No chunk is longer, so no number in a damaged file makes anybody allocate more. */
    static final int LONGEST = 1 << 28;

    private ChunkFormat() {}

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size).order(ORDER);
    }

    /** The checksum of all that remains in the buffer, which is left as it was. */
    static int checksum(int number, ByteBuffer items) {
        CRC32C sum = new CRC32C();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum.update(number >>> shift);
        }
        sum.update(items.duplicate());
        return (int) sum.getValue();
    }
}
