// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.SubjectKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** What the states of all tenants share: the blocks they are packed in, and the words and shapes they have in common. */
public final class Packing {

    private static final HeldState.Written NEVER =
            new HeldState.Written(new StateVersion(0, 0), new Position(0, 0), Instant.EPOCH);

    private final Function<IdentifierKey, Fingerprint> fingerprints;
    private final Vocabulary vocabulary;
    private final HeldCodec codec;
    private final StateBlocks blocks;
    private final AtomicLong failures = new AtomicLong();

    /** Makes one in which nothing is packed yet. */
    public Packing() {
        this(Fingerprint::of, new Vocabulary());
    }

    /** Makes one with other fingerprints, which may be the same for several keys, and another vocabulary. */
    Packing(Function<IdentifierKey, Fingerprint> fingerprints, Vocabulary vocabulary) {
        this(fingerprints, vocabulary, new StateBlocks());
    }

    private Packing(Function<IdentifierKey, Fingerprint> fingerprints, Vocabulary vocabulary, StateBlocks blocks) {
        this.fingerprints = fingerprints;
        this.vocabulary = vocabulary;
        this.codec = new HeldCodec(vocabulary);
        this.blocks = blocks;
    }

    /** What is packed at one moment; what comes later changes nothing in it. */
    record AtOnce(Vocabulary.AtOnce vocabulary, StateBlocks.AtOnce blocks) {

        void write(ChunkWriter to) throws IOException {
            vocabulary.write(to);
            blocks.write(to);
        }
    }

    /** Returns what is packed now; asked by the thread that packs. */
    AtOnce atOnce() {
        return new AtOnce(vocabulary.atOnce(), blocks.atOnce());
    }

    /** Reads what was packed at one moment. */
    static Packing read(ChunkReader from) throws IOException {
        return new Packing(Fingerprint::of, Vocabulary.read(from), StateBlocks.read(from));
    }

    /** What was unpacked; of what could not be, nothing is known but whose it is. */
    record Unpacked(PackedStates.Held held, boolean whole) {

        boolean mayClaim(List<IdentifierKey> keys) {
            return !whole || held.state().claims(keys);
        }
    }

    /** Returns a place for the states of one more tenant. */
    public PackedStates statesOf(TenantId tenant) {
        return new PackedStates(tenant, this);
    }

    /** About how many bytes states, words and shapes take. */
    public long bytes() {
        return blocks.bytes() + vocabulary.bytes();
    }

    /** How often a state could not be packed or unpacked, and was taken for unreadable instead. */
    public long failures() {
        return failures.get();
    }

    StateBlocks blocks() {
        return blocks;
    }

    Fingerprint fingerprint(IdentifierKey key) {
        return fingerprints.apply(key);
    }

    /** Packs a state and looks whether the same comes out again; if it does not, nobody is told anything of its facts. */
    byte[] pack(HeldState state, boolean unreadable) {
        byte[] packed = codec.pack(state, unreadable);
        if (saysTheSame(packed, state)) {
            return packed;
        }
        failures.incrementAndGet();
        return codec.pack(withoutFacts(state), true);
    }

    private boolean saysTheSame(byte[] packed, HeldState state) {
        try {
            return codec.unpack(state.key().tenant(), new ByteCursor(packed, 0, packed.length))
                    .equals(state);
        } catch (UnpackableException e) {
            return false;
        }
    }

    Unpacked unpack(TenantId tenant, ByteCursor packed) {
        ByteCursor head = new ByteCursor(packed);
        boolean unreadable = HeldCodec.isUnreadable(head);
        try {
            return new Unpacked(new PackedStates.Held(codec.unpack(tenant, packed), unreadable), true);
        } catch (UnpackableException e) {
            failures.incrementAndGet();
            SubjectKey key = new SubjectKey(tenant, HeldCodec.subject(head).id());
            return new Unpacked(new PackedStates.Held(nothingOf(key), true), false);
        }
    }

    private static HeldState withoutFacts(HeldState state) {
        return new HeldState(
                state.key(),
                state.domain(),
                state.written(),
                state.identifiers(),
                state.organisations(),
                SubjectState.unreadable());
    }

    private static HeldState nothingOf(SubjectKey key) {
        return new HeldState(key, key.tenant().value(), NEVER, List.of(), List.of(), SubjectState.unreadable());
    }
}
