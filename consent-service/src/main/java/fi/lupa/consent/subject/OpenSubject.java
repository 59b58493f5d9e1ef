// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A subject whose lock the transaction in progress holds. Not thread-safe; valid inside the transaction only. */
public final class OpenSubject {

    private final SubjectId id;
    private final UUID domain;
    private final DataKey key;
    private final List<HeldIdentifier> identifiers;
    private PermissionState state;
    private Standing standing;
    private int nextRef;
    private @Nullable Birth birth;

    OpenSubject(SubjectRow row, DataKey key, List<HeldIdentifier> identifiers) {
        id = row.id();
        domain = row.domain();
        this.key = key;
        this.identifiers = new ArrayList<>(identifiers);
        state = row.state();
        standing = row.standing();
        nextRef = row.nextRef();
    }

    /**
     * What is to be stored of a subject of which nothing is stored yet.
     *
     * @param wrapped its data key
     * @param values of its identifiers, sealed, by reference
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Birth(byte[] wrapped, Map<Integer, byte[]> values) {}

    static OpenSubject born(SubjectRow row, Vault.NewKey key) {
        OpenSubject subject = new OpenSubject(row, key.key(), List.of());
        subject.birth = new Birth(key.wrapped(), new HashMap<>());
        return subject;
    }

    /** What is to be stored of it beside its row; null once it is stored. */
    @Nullable
    Birth birth() {
        return birth;
    }

    void stored() {
        birth = null;
    }

    public SubjectId id() {
        return id;
    }

    public UUID domain() {
        return domain;
    }

    /** The subject's data key, for what is stored about it in this transaction. */
    public DataKey key() {
        return key;
    }

    public PermissionState state() {
        return state;
    }

    /** Takes over the state after a fact. */
    public void become(PermissionState next) {
        state = next;
    }

    /** What holds beside the choices. */
    public Standing standing() {
        return standing;
    }

    /** Takes over what holds beside the choices. */
    public void become(Standing next) {
        standing = next;
    }

    /** Leaves nothing but the revision: the subject is erased, or has become part of another. */
    public void end(Standing last) {
        state = state.emptied();
        standing = last;
        identifiers.clear();
    }

    public List<HeldIdentifier> identifiers() {
        return List.copyOf(identifiers);
    }

    int nextRef() {
        return nextRef;
    }

    /** Attaches an identifier under the next reference. */
    void attach(HeldIdentifier identifier) {
        identifiers.add(identifier);
        nextRef++;
    }

    /** Gives away an identifier under all its keys. */
    List<HeldIdentifier> release(int ref) {
        List<HeldIdentifier> released =
                identifiers.stream().filter(held -> held.ref() == ref).toList();
        identifiers.removeAll(released);
        return released;
    }

    /** Takes over an identifier under all its keys, with the next reference, from now on. */
    int take(List<HeldIdentifier> released, int epoch, long xid) {
        int ref = nextRef++;
        released.forEach(
                held -> identifiers.add(new HeldIdentifier(ref, held.type(), held.key(), epoch, xid, held.valued())));
        return ref;
    }

    /** The reference of an identifier, if the subject has it. */
    public Optional<Integer> ref(RecipientIdentifier identifier) {
        return identifiers.stream()
                .filter(held -> identifier.keys().contains(held.key()))
                .map(HeldIdentifier::ref)
                .findFirst();
    }

    /** Whether the subject has the identifier and the vault does not hold its value. */
    boolean lacksValue(RecipientIdentifier identifier) {
        return identifiers.stream().anyMatch(held -> identifier.keys().contains(held.key()) && !held.valued());
    }

    /** The references of all identifiers of such types. */
    public Set<Integer> refs(Predicate<IdentifierType> types) {
        return identifiers.stream()
                .filter(held -> types.test(held.type()))
                .map(HeldIdentifier::ref)
                .collect(Collectors.toUnmodifiableSet());
    }
}
