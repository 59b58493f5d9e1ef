// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The states of one tenant. A fingerprint may lead to a state that does not claim the key, or no longer: whoever reads looks at the state
 * itself.
 */
public final class PackedStates {

    private static final Comparator<Held> BY_SUBJECT =
            Comparator.comparing(held -> held.state().key().subject().value());

    private final TenantId tenant;
    private final Packing packing;
    private final FingerprintTable identifiers;
    private final FingerprintTable subjects;
    private final AtomicInteger known;

    PackedStates(TenantId tenant, Packing packing) {
        this(tenant, packing, 0, new FingerprintTable(), new FingerprintTable());
    }

    private PackedStates(
            TenantId tenant, Packing packing, int known, FingerprintTable identifiers, FingerprintTable subjects) {
        this.tenant = tenant;
        this.packing = packing;
        this.known = new AtomicInteger(known);
        this.identifiers = identifiers;
        this.subjects = subjects;
    }

    /** Where the states of a tenant are at one moment; what comes later changes nothing in it. */
    record AtOnce(TenantId tenant, int known, FingerprintTable.AtOnce identifiers, FingerprintTable.AtOnce subjects) {

        void write(ChunkWriter to) throws IOException {
            to.number(tenant.value().getMostSignificantBits());
            to.number(tenant.value().getLeastSignificantBits());
            to.integer(known);
            identifiers.write(to);
            subjects.write(to);
        }
    }

    /** Returns where the states are now; asked by the thread that puts. */
    AtOnce atOnce() {
        return new AtOnce(tenant, known.get(), identifiers.atOnce(), subjects.atOnce());
    }

    /** Reads where the states of a tenant were at one moment. */
    static PackedStates read(ChunkReader from, Packing packing) throws IOException {
        TenantId tenant = new TenantId(new UUID(from.number(), from.number()));
        int known = from.count();
        return new PackedStates(tenant, packing, known, FingerprintTable.read(from), FingerprintTable.read(from));
    }

    TenantId tenant() {
        return tenant;
    }

    /** A state, and whether something later about the subject could not be read. */
    public record Held(HeldState state, boolean unreadable) {}

    /** Takes in a state, unless what is held of the subject is as new. */
    public void put(HeldState state) {
        SubjectNumber subject = SubjectNumber.of(state.key().subject());
        OptionalInt held = slotOf(subject);
        Optional<Packing.Unpacked> before =
                held.isPresent() ? Optional.of(unpacked(held.getAsInt())) : Optional.empty();
        StateVersion version = state.written().version();
        if (before.isPresent() && !version.replaces(version(before.get()))) {
            return;
        }
        boolean doubted = before.isPresent() && !before.get().whole();
        byte[] packed = packing.pack(state, doubted);
        int slot = held.orElseGet(packing.blocks()::newSlot);
        packing.blocks().set(slot, packed);
        if (held.isEmpty()) {
            subjects.add(Fingerprint.of(subject), slot);
        }
        Set<IdentifierKey> old = before.map(was -> keys(was.held().state())).orElse(Set.of());
        Set<IdentifierKey> now = keys(state);
        now.stream().filter(key -> !old.contains(key)).forEach(key -> add(key, slot));
        old.stream().filter(key -> !now.contains(key)).forEach(key -> remove(key, slot));
    }

    /** Notes that something about the subject could not be read; until a later state comes, nobody is told "yes". */
    public void distrust(SubjectId subject) {
        slotOf(SubjectNumber.of(subject))
                .ifPresent(slot -> packing.blocks().set(slot, HeldCodec.distrusted(packed(slot))));
    }

    /** Returns every state that claims one of the keys, all as they were at one moment; in the order of their subjects, so that replicas answer alike. */
    public List<Held> find(List<IdentifierKey> keys) {
        Fingerprint[] prints = new Fingerprint[keys.size()];
        for (int i = 0; i < prints.length; i++) {
            prints[i] = packing.fingerprint(keys.get(i));
        }
        Glance glance = Glance.at(prints, identifiers, packing.blocks());
        while (!glance.isStillTrue(identifiers, packing.blocks())) {
            glance = Glance.at(prints, identifiers, packing.blocks());
        }
        return glance.size() == 0 ? List.of() : claiming(keys, glance);
    }

    /** Returns how many identifiers can be found. */
    public int identifiers() {
        return known.get();
    }

    /** About how many bytes it takes to find the states of identifiers. */
    public long bytesOfIdentifiers() {
        return identifiers.bytes();
    }

    /** About how many bytes it takes to find the states of subjects, when they are replaced. */
    public long bytesOfSubjects() {
        return subjects.bytes();
    }

    private List<Held> claiming(List<IdentifierKey> keys, Glance glance) {
        List<Held> claiming = new ArrayList<>(glance.size());
        for (int i = 0; i < glance.size(); i++) {
            Packing.Unpacked unpacked = packing.unpack(tenant, glance.state(i));
            if (unpacked.mayClaim(keys)) {
                claiming.add(unpacked.held());
            }
        }
        if (claiming.size() > 1) {
            claiming.sort(BY_SUBJECT);
        }
        return claiming;
    }

    private void add(IdentifierKey key, int slot) {
        if (!isClaimedBeside(key, slot)) {
            known.incrementAndGet();
        }
        identifiers.add(packing.fingerprint(key), slot);
    }

    private void remove(IdentifierKey key, int slot) {
        identifiers.remove(packing.fingerprint(key), slot);
        if (!isClaimedBeside(key, slot)) {
            known.decrementAndGet();
        }
    }

    private boolean isClaimedBeside(IdentifierKey key, int slot) {
        Fingerprint print = packing.fingerprint(key);
        return IntStream.of(FingerprintTable.slots(identifiers.bucket(print), print))
                .filter(other -> other != slot)
                .anyMatch(other -> unpacked(other).held().state().claims(List.of(key)));
    }

    private OptionalInt slotOf(SubjectNumber subject) {
        Fingerprint print = Fingerprint.of(subject);
        return IntStream.of(FingerprintTable.slots(subjects.bucket(print), print))
                .filter(slot -> isOf(subject, slot))
                .findFirst();
    }

    private boolean isOf(SubjectNumber subject, int slot) {
        ByteCursor packed = packed(slot);
        HeldCodec.isUnreadable(packed);
        return HeldCodec.subject(packed).equals(subject);
    }

    private Packing.Unpacked unpacked(int slot) {
        return packing.unpack(tenant, packed(slot));
    }

    private ByteCursor packed(int slot) {
        return StateBlocks.state(packing.blocks().block(slot), slot);
    }

    private static StateVersion version(Packing.Unpacked unpacked) {
        return unpacked.held().state().written().version();
    }

    private static Set<IdentifierKey> keys(HeldState state) {
        return state.identifiers().stream().map(IdentifierClaim::key).collect(Collectors.toUnmodifiableSet());
    }
}
