// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import java.util.List;

/** Packs a whole state but its tenant, which whoever holds it knows. The first byte tells whether it is trusted, 16 more whose it is. */
final class HeldCodec {

    private static final int KEY = 32;
    private static final int HEAD = 1 + 2 * Long.BYTES;
    private static final List<IdentifierType> TYPES = List.of(IdentifierType.values());

    private final Vocabulary vocabulary;

    HeldCodec(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    byte[] pack(HeldState state, boolean unreadable) {
        PackedOut out = new PackedOut(vocabulary);
        out.domain(state.domain());
        written(out, state.written());
        out.each(state.identifiers(), HeldCodec::claim);
        out.each(state.organisations(), (to, keys) -> to.each(keys, HeldCodec::key));
        SubjectCodec.write(out, state.facts());
        SubjectNumber subject = SubjectNumber.of(state.key().subject());
        ByteSink sink = new ByteSink(HEAD + KEY);
        sink.one(unreadable ? 1 : 0);
        sink.fixed(subject.high());
        sink.fixed(subject.low());
        out.into(sink);
        return sink.toArray();
    }

    /** Returns the state that was packed. Throws UnpackableException for anything that was not packed here. */
    HeldState unpack(TenantId tenant, ByteCursor packed) {
        try {
            packed.one();
            SubjectKey key = new SubjectKey(tenant, subject(packed).id());
            PackedIn in = new PackedIn(vocabulary, packed);
            HeldState state = new HeldState(
                    key,
                    in.domain(),
                    written(in),
                    in.each(HeldCodec::claim),
                    in.each(from -> from.each(HeldCodec::key)),
                    SubjectCodec.read(in));
            in.end();
            return state;
        } catch (RuntimeException e) { // Whatever a record or a time finds wrong with garbage: it is garbage.
            throw new UnpackableException();
        }
    }

    /** Returns the same bytes with the word that something later about the subject could not be read. */
    static byte[] distrusted(ByteCursor packed) {
        byte[] same = packed.take(packed.remaining());
        same[0] = 1;
        return same;
    }

    /** Tells whether something later about the subject could not be read. */
    static boolean isUnreadable(ByteCursor packed) {
        return packed.one() != 0;
    }

    /** Reads whose state it is, which stands behind the first byte. */
    static SubjectNumber subject(ByteCursor packed) {
        return new SubjectNumber(packed.fixed(), packed.fixed());
    }

    private static void written(PackedOut out, HeldState.Written written) {
        out.common(written.version().epoch());
        out.own(written.version().revision());
        position(out, written.position());
        out.time(written.recordedAt());
    }

    private static HeldState.Written written(PackedIn in) {
        return new HeldState.Written(new StateVersion(in.commonInt(), in.ownInt()), position(in), in.time());
    }

    private static void position(PackedOut out, Position position) {
        out.common(position.epoch());
        out.xid(position.xid());
    }

    private static Position position(PackedIn in) {
        return new Position(in.commonInt(), in.xid());
    }

    private static void claim(PackedOut out, IdentifierClaim claim) {
        out.common(claim.ref());
        out.choice(TYPES, claim.type());
        key(out, claim.key());
        position(out, claim.since());
    }

    private static IdentifierClaim claim(PackedIn in) {
        return new IdentifierClaim(in.commonInt(), in.choice(TYPES), key(in), position(in));
    }

    private static void key(PackedOut out, IdentifierKey key) {
        out.common(key.version());
        out.bytes(key.bytes());
    }

    private static IdentifierKey key(PackedIn in) {
        return new IdentifierKey(in.commonInt(), in.bytes(KEY));
    }
}
