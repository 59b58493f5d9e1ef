// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.ControllerView;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Reach;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.domain.Watermarks;
import fi.lupa.preference.state.packed.AllStates;
import fi.lupa.preference.state.packed.PackedStates;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.ContactCount;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.state.wire.SuppressionRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** The whole index of one process: states packed, all else as plain maps. One thread writes; {@link #publish} makes a batch count. */
public final class MemoryIndex implements StateIndex.View {

    private final AllStates states;
    private final Map<TenantId, TenantCatalogue> catalogues = new ConcurrentHashMap<>();
    private final Map<TenantId, Map<CatalogueEntry.Key, CatalogueEntry>> entries = new HashMap<>();
    private final Map<TenantId, TenantLists> lists = new ConcurrentHashMap<>();
    private final Map<TenantId, TenantCounts> counts = new ConcurrentHashMap<>();
    private final Map<TenantId, DoubtedEntries> doubted = new HashMap<>();
    private final Set<TenantId> changedCatalogues = new HashSet<>();
    private volatile boolean everythingInDoubt;
    private final ToIntFunction<SubjectKey> partitionOf;
    private volatile Watermarks marks;

    /** Takes the partitions that must be heard from, and the function that tells which of them carries a subject. */
    public MemoryIndex(Set<Part> parts, ToIntFunction<SubjectKey> partitionOf) {
        this(parts, partitionOf, new AllStates());
    }

    /** Makes one that holds these states already, which nobody else writes to. */
    public MemoryIndex(Set<Part> parts, ToIntFunction<SubjectKey> partitionOf, AllStates states) {
        this.states = states;
        this.marks = Watermarks.silent(parts);
        this.partitionOf = partitionOf;
    }

    /** Takes in a state, unless what is held of the subject is as new. */
    public void put(HeldState state) {
        states.put(state);
    }

    /** Notes that a later state of the subject could not be read. */
    public void distrust(SubjectKey key) {
        states.distrust(key);
    }

    /** Returns the states, to be written to by nobody else. */
    public AllStates states() {
        return states;
    }

    /** Takes in a catalogue entry; it is seen after {@link #publish}. */
    public void put(CatalogueEntry entry) {
        TenantId tenant = entry.key().tenant();
        CatalogueEntry held =
                entries.computeIfAbsent(tenant, key -> new HashMap<>()).putIfAbsent(entry.key(), entry);
        if (held != null && entry.replaces(held)) {
            entries.computeIfAbsent(tenant, key -> new HashMap<>()).put(entry.key(), entry);
        }
        doubted(tenant).read(entry);
        changedCatalogues.add(tenant);
    }

    /** Takes in a part of a suppression list; a register's slot counts after {@link #publish}. */
    public void put(SuppressionRecord suppression) {
        lists(suppression.place().tenant()).put(suppression);
    }

    /** Takes in how much was sent to a subject. */
    public void put(ContactCount count) {
        counts(count.key().tenant()).put(count);
    }

    /** Notes that a later count of the subject could not be read. */
    public void distrustCounts(SubjectKey key) {
        counts(key.tenant()).distrust(key.subject());
    }

    private TenantCounts counts(TenantId tenant) {
        return counts.computeIfAbsent(tenant, anyone -> new TenantCounts());
    }

    /** Notes that a later record at this place of a list could not be read. */
    public void distrust(SuppressionRecord.Place place) {
        lists(place.tenant()).distrust(place);
    }

    private TenantLists lists(TenantId tenant) {
        return lists.computeIfAbsent(tenant, anyone -> new TenantLists());
    }

    /** Notes that a catalogue record could not be read; what may rest on it is allowed to nobody, seen after {@link #publish}. */
    public void doubt(CatalogueDoubt doubt) {
        doubt.tenant()
                .ifPresentOrElse(
                        tenant -> {
                            doubted(tenant).add(doubt);
                            changedCatalogues.add(tenant);
                        },
                        () -> everythingInDoubt = true);
    }

    private DoubtedEntries doubted(TenantId tenant) {
        return doubted.computeIfAbsent(tenant, anyone -> new DoubtedEntries());
    }

    /** Shows what was taken in, first the catalogues and then the marks that vouch for all of it. */
    public void publish(Map<Part, Watermark> heard) {
        for (TenantId tenant : changedCatalogues) {
            catalogues.put(
                    tenant,
                    TenantCatalogue.of(entries.getOrDefault(tenant, Map.of()).values(), doubted(tenant)));
        }
        changedCatalogues.clear();
        lists.values().forEach(TenantLists::settle);
        if (!heard.isEmpty()) {
            marks = marks.heard(heard);
        }
    }

    /** Returns how many identifiers can be found. */
    public int identifiers() {
        return states.identifiers();
    }

    /** Returns about how many bytes it takes to find the states of identifiers. */
    public long hotBytes() {
        return states.hotBytes();
    }

    /** Returns about how many bytes the states take that identifiers lead to. */
    public long coldBytes() {
        return states.coldBytes();
    }

    /** Returns how often a state could not be packed or unpacked, and was taken for unreadable instead. */
    public long packingFailures() {
        return states.failures();
    }

    /** Returns how many catalogue records are missed, by which answers are closed. */
    public int doubts() {
        int ofTenants =
                catalogues.values().stream().mapToInt(TenantCatalogue::doubts).sum();
        return ofTenants + (everythingInDoubt ? 1 : 0);
    }

    @Override
    public boolean everythingInDoubt() {
        return everythingInDoubt;
    }

    @Override
    public Watermarks marks() {
        return marks;
    }

    @Override
    public Optional<ControllerView> controller(TenantId tenant, String key) {
        return catalogues.getOrDefault(tenant, TenantCatalogue.EMPTY).controller(key);
    }

    @Override
    public List<Mandate> mandatesOf(TenantId tenant, String client) {
        return catalogues.getOrDefault(tenant, TenantCatalogue.EMPTY).mandatesOf(client);
    }

    @Override
    public Optional<Suppressions> suppressions(StateIndex.Lookup lookup) {
        TenantLists known = lists.get(lookup.tenant());
        return known == null ? Optional.of(Suppressions.NONE) : known.of(lookup);
    }

    @Override
    public int known(TenantId tenant) {
        return states.identifiers(tenant);
    }

    @Override
    public List<StateIndex.Found> find(TenantId tenant, List<IdentifierKey> keys) {
        List<PackedStates.Held> held = states.find(tenant, keys);
        return switch (held.size()) {
            case 0 -> List.of();
            case 1 -> List.of(found(held.get(0), keys));
            default -> held.stream().map(one -> found(one, keys)).toList();
        };
    }

    private StateIndex.Found found(PackedStates.Held held, List<IdentifierKey> keys) {
        HeldState state = held.state();
        SubjectState facts = held.unreadable() ? SubjectState.unreadable() : state.askedBy(keys);
        TenantCounts counted = counts.get(state.key().tenant());
        SubjectState known =
                counted == null ? facts : facts.sent(counted.of(state.key().subject()));
        Reach.Claim claim = new Reach.Claim(state.written().position(), partitionOf.applyAsInt(state.key()));
        return new StateIndex.Found(known, claim, state.organisations());
    }
}
