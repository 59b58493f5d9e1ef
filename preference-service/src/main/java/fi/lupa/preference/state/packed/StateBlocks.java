// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Packed states by slot, some side by side in one immutable array that is replaced whole. What a state leaves behind when it is replaced is
 * garbage like any other, so nothing has to be moved to reclaim it.
 */
final class StateBlocks {

    private static final int BITS = 4;
    private static final int STATES = 1 << BITS;
    private static final int ARRAY_HEADER = 16;
    private static final int ALIGNMENT = 8;
    private static final byte[] NOTHING = new byte[STATES];

    private final GrowingArray<byte[]> blocks = new GrowingArray<>();
    private final AtomicLong bytes = new AtomicLong();
    private int slots;

    /** Returns a slot in which nothing is yet. */
    int newSlot() {
        return slots++;
    }

    /** Returns the block in which a slot stands. As long as this returns the same one, nothing has changed in it. */
    byte[] block(int slot) {
        byte @Nullable [] block = blocks.get(slot >>> BITS);
        return block == null ? NOTHING : block;
    }

    /** Returns what was set in the slot when the block was there; nothing if nothing was. */
    static ByteCursor state(byte[] block, int slot) {
        int wanted = slot & (STATES - 1);
        ByteCursor lengths = new ByteCursor(block, 0, block.length);
        int before = 0;
        int length = 0;
        int after = 0;
        for (int i = 0; i < STATES; i++) {
            int next = lengths.size();
            before += i < wanted ? next : 0;
            length = i == wanted ? next : length;
            after += i > wanted ? next : 0;
        }
        int start = block.length - after - length;
        if (start - before < STATES) {
            throw new UnpackableException();
        }
        return new ByteCursor(block, start, start + length);
    }

    void set(int slot, byte[] state) {
        byte[] old = block(slot);
        ByteCursor lengths = new ByteCursor(old, 0, old.length);
        ByteCursor before = state(old, slot);
        ByteSink block = new ByteSink(old.length + state.length);
        for (int i = 0; i < STATES; i++) {
            int length = lengths.size();
            block.varint(i == (slot & (STATES - 1)) ? state.length : length);
        }
        block.all(old, lengths.at(), before.at());
        block.all(state, 0, state.length);
        block.all(old, before.end(), old.length);
        byte[] fresh = block.toArray();
        blocks.set(slot >>> BITS, fresh);
        bytes.addAndGet(weight(fresh) - (old.length == NOTHING.length ? 0 : weight(old)));
    }

    /** The blocks at one moment; what comes later changes nothing in them. */
    record AtOnce(int slots, List<byte @Nullable []> blocks) {

        void write(ChunkWriter to) throws IOException {
            to.integer(slots);
            for (byte @Nullable [] block : blocks) {
                to.bytes(block == null ? NOTHING : block);
            }
        }
    }

    /** Returns what is in the blocks now; asked by the thread that sets. */
    AtOnce atOnce() {
        return new AtOnce(slots, blocks.first(blocks(slots)));
    }

    /** Reads blocks as they were at one moment. */
    static StateBlocks read(ChunkReader from) throws IOException {
        StateBlocks states = new StateBlocks();
        states.slots = from.count();
        for (int i = 0; i < blocks(states.slots); i++) {
            byte[] block = from.bytes();
            states.blocks.set(i, block);
            states.bytes.addAndGet(weight(block));
        }
        return states;
    }

    private static int blocks(int slots) {
        return (slots + STATES - 1) >>> BITS;
    }

    /** About how many bytes all of it takes. */
    long bytes() {
        return bytes.get();
    }

    private static long weight(byte[] block) {
        int aligned = (block.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return (long) GrowingArray.BYTES_PER_PLACE + ARRAY_HEADER + aligned;
    }
}
