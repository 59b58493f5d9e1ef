// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.SubjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** The states of all tenants. One thread writes, any number reads. */
public final class AllStates {

    private final Packing packing;
    private final Map<TenantId, PackedStates> tenants = new ConcurrentHashMap<>();
    private long changes;

    /** Makes one that holds nothing yet. */
    public AllStates() {
        this(new Packing());
    }

    private AllStates(Packing packing) {
        this.packing = packing;
    }

    /** Takes in a state, unless what is held of the subject is as new. */
    public void put(HeldState state) {
        tenants.computeIfAbsent(state.key().tenant(), packing::statesOf).put(state);
        changes++;
    }

    /** Notes that a later state of the subject could not be read. */
    public void distrust(SubjectKey key) {
        PackedStates known = tenants.get(key.tenant());
        if (known != null) {
            known.distrust(key.subject());
            changes++;
        }
    }

    /** Returns every state of the tenant that claims one of the keys. */
    public List<PackedStates.Held> find(TenantId tenant, List<IdentifierKey> keys) {
        PackedStates known = tenants.get(tenant);
        return known == null ? List.of() : known.find(keys);
    }

    /** Returns how many identifiers of the tenant can be found. */
    public int identifiers(TenantId tenant) {
        PackedStates known = tenants.get(tenant);
        return known == null ? 0 : known.identifiers();
    }

    /** Returns how many identifiers can be found. */
    public int identifiers() {
        return (int) sum(PackedStates::identifiers);
    }

    /** Returns about how many bytes it takes to find the states of identifiers. */
    public long hotBytes() {
        return sum(PackedStates::bytesOfIdentifiers);
    }

    /** Returns about how many bytes the states take that identifiers lead to. */
    public long coldBytes() {
        return packing.bytes() + sum(PackedStates::bytesOfSubjects);
    }

    /** Returns how often a state could not be packed or unpacked, and was taken for unreadable instead. */
    public long failures() {
        return packing.failures();
    }

    /** Returns how often something came that may have changed a state; asked by the thread that writes. */
    public long changes() {
        return changes;
    }

    private long sum(ToLongFunction<PackedStates> what) {
        return tenants.values().stream().mapToLong(what).sum();
    }

    /** All states as they were at one moment. Nothing that comes later changes them, so another thread may write them to a file meanwhile. */
    public static final class AtOnce {

        private final Packing.AtOnce packed;
        private final List<PackedStates.AtOnce> tenants;

        private AtOnce(Packing.AtOnce packed, List<PackedStates.AtOnce> tenants) {
            this.packed = packed;
            this.tenants = tenants;
        }

        /** Writes everything that {@link AllStates#read} needs. */
        public void write(ChunkWriter to) throws IOException {
            packed.write(to);
            to.integer(tenants.size());
            for (PackedStates.AtOnce states : tenants) {
                states.write(to);
            }
        }
    }

    /** Returns what is held now, without copying a state; asked by the thread that writes. */
    public AtOnce atOnce() {
        return new AtOnce(
                packing.atOnce(),
                tenants.values().stream().map(PackedStates::atOnce).toList());
    }

    /** Reads what was held at one moment. Throws DamagedException if that is not what stands there. */
    public static AllStates read(ChunkReader from) throws IOException {
        AllStates states = new AllStates(Packing.read(from));
        for (int i = 0, count = from.count(); i < count; i++) {
            PackedStates tenant = PackedStates.read(from, states.packing);
            states.tenants.put(tenant.tenant(), tenant);
        }
        return states;
    }
}
