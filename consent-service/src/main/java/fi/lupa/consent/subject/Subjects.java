// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.StateHead;
import fi.lupa.consent.permission.StateJson;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Opens the subjects a recipient stands for, and stores what became of them. Runs inside a transaction that holds their locks. */
@ApplicationScoped
public class Subjects {

    /** Half of what a broker takes in one record: a state that no broker takes would hold up everybody's. */
    private static final int LARGEST_STATE = 512 * 1024;

    /** So few fit, whatever they say. */
    private static final int FEW_CHOICES = 100;

    private final SubjectRows rows;
    private final SubjectBlocks blocks;
    private final Moves moves;
    private final Vault vault;
    private final SecureRandom random;

    Subjects(SubjectRows rows, SubjectBlocks blocks, Moves moves, Vault vault, SecureRandom random) {
        this.rows = rows;
        this.blocks = blocks;
        this.moves = moves;
        this.vault = vault;
        this.random = random;
    }

    /** Returns the subjects that have any of the recipient's identifiers, in the recipient's order. */
    public List<OpenSubject> known(CaptureContext context, Recipient recipient) {
        Set<SubjectId> known = new LinkedHashSet<>();
        recipient.identifiers().forEach(identifier -> owner(context, identifier).ifPresent(known::add));
        Map<SubjectId, OpenSubject> open = open(context.tenant(), known);
        return known.stream().map(id -> require(open, id)).toList();
    }

    /**
     * Attaches to a subject those identifiers of the recipient that nobody has, and keeps the value of its own where that had been forgotten; it
     * must get a fact in the same transaction.
     */
    public void attachUnknown(CaptureContext context, OpenSubject subject, Recipient recipient) {
        for (RecipientIdentifier identifier : recipient.identifiers()) {
            if (owner(context, identifier).isEmpty()) {
                attach(context, subject, identifier);
            } else if (subject.lacksValue(identifier)) {
                keepValue(context, subject, identifier, subject.ref(identifier).orElseThrow());
            }
        }
    }

    /** Returns whether somebody has the identifier. */
    public boolean isKnown(CaptureContext context, RecipientIdentifier identifier) {
        return owner(context, identifier).isPresent();
    }

    private static Optional<SubjectId> owner(CaptureContext context, RecipientIdentifier identifier) {
        return identifier.keys().stream()
                .flatMap(key -> context.subject(key).stream())
                .findFirst();
    }

    /** Returns a subject by its id. */
    public Optional<OpenSubject> open(TenantId tenant, SubjectId id) {
        return rows.find(tenant, id).filter(row -> "LIVE".equals(row.status())).flatMap(row -> vault.key(tenant, id)
                .map(key -> new OpenSubject(row, key, rows.identifiers(tenant, id))));
    }

    /** Returns who the subject is now: itself, or whom it has become part of; nothing once erased or if there is none. */
    public Optional<SubjectId> survivor(TenantId tenant, SubjectId id) {
        Optional<SubjectRow> row = rows.find(tenant, id);
        while (row.isPresent() && row.get().standing().mergedInto() != null) {
            row = rows.find(tenant, SubjectId.parse(row.get().standing().mergedInto()));
        }
        return row.filter(found -> "LIVE".equals(found.status())).map(SubjectRow::id);
    }

    private static OpenSubject require(Map<SubjectId, OpenSubject> open, SubjectId id) {
        return Optional.ofNullable(open.get(id))
                .orElseThrow(() -> new IllegalStateException("an identifier's subject is not live"));
    }

    /** Creates a subject about whom nothing is known yet. */
    public OpenSubject create(CaptureContext context, UUID domain) {
        SubjectId id = SubjectId.random(random);
        rows.insert(context, id, domain);
        DataKey key = vault.createKey(context.tenant(), domain, id);
        return new OpenSubject(
                new SubjectRow(id, domain, "LIVE", 1, PermissionState.EMPTY, Standing.LIVE), key, List.of());
    }

    /** Returns these subjects by their ids; one that is not live is not among them. */
    public Map<SubjectId, OpenSubject> open(TenantId tenant, Collection<SubjectId> ids) {
        return ids.isEmpty() ? Map.of() : blocks.open(tenant, ids);
    }

    /**
     * Returns a subject about whom nothing is known yet; {@link #saveAll} stores it, with what is attached to it until then, and before nothing
     * is stored of it.
     */
    public OpenSubject born(CaptureContext context, UUID domain) {
        SubjectId id = SubjectId.random(random);
        return OpenSubject.born(
                new SubjectRow(id, domain, "LIVE", 1, PermissionState.EMPTY, Standing.LIVE),
                vault.newKey(context.tenant(), domain, id));
    }

    /** Returns such a subject that has this identifier. */
    public OpenSubject born(CaptureContext context, UUID domain, RecipientIdentifier identifier) {
        OpenSubject subject = born(context, domain);
        attach(context, subject, identifier);
        return subject;
    }

    private static HeldIdentifier held(CaptureContext context, OpenSubject subject, RecipientIdentifier identifier) {
        return new HeldIdentifier(
                subject.nextRef(),
                identifier.type(),
                identifier.current(),
                context.epoch(),
                context.xid(),
                !identifier.given().isEmpty());
    }

    private static byte[] sealed(OpenSubject subject, int ref, RecipientIdentifier identifier) {
        return subject.key()
                .seal(identifier.given().getBytes(StandardCharsets.UTF_8), SealedUse.IDENTIFIER_VALUE + ref);
    }

    private void attach(CaptureContext context, OpenSubject subject, RecipientIdentifier identifier) {
        HeldIdentifier held = held(context, subject, identifier);
        subject.attach(held);
        if (subject.birth() == null) {
            rows.attach(context, subject, held);
        }
        keepValue(context, subject, identifier, held.ref());
    }

    private void keepValue(CaptureContext context, OpenSubject subject, RecipientIdentifier identifier, int ref) {
        if (identifier.given().isEmpty()) {
            return;
        }
        byte[] sealed = sealed(subject, ref, identifier);
        OpenSubject.Birth birth = subject.birth();
        if (birth == null) {
            rows.keepValue(context.tenant(), subject.id(), ref, sealed);
        } else {
            birth.values().put(ref, sealed);
        }
    }

    /** Returns an identifier's value as it was first given; nothing for one that came as a hash. */
    public Optional<String> value(TenantId tenant, OpenSubject subject, int ref) {
        return rows.value(tenant, subject.id(), ref)
                .map(ciphertext -> subject.key().open(ciphertext, SealedUse.IDENTIFIER_VALUE + ref))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Gives all identifiers of one subject to another; returns their references, as they were and as they are. */
    public Map<Integer, Integer> moveAll(CaptureContext context, OpenSubject from, OpenSubject to) {
        return move(context, from, to, from.refs(type -> true));
    }

    /** Gives identifiers of one subject to another, with their values; both must get a fact in the same transaction. */
    public Map<Integer, Integer> move(CaptureContext context, OpenSubject from, OpenSubject to, Set<Integer> refs) {
        Map<Integer, Integer> moved = new HashMap<>();
        for (int ref : refs.stream().sorted().toList()) {
            int next = to.take(from.release(ref), context.epoch(), context.xid());
            rows.move(context, from.id(), ref, to.id(), next);
            rows.takeValue(context.tenant(), from.id(), ref)
                    .map(ciphertext -> from.key().open(ciphertext, SealedUse.IDENTIFIER_VALUE + ref))
                    .ifPresent(value -> rows.keepValue(
                            context.tenant(), to.id(), next, to.key().seal(value, SealedUse.IDENTIFIER_VALUE + next)));
            moves.note(context, from, ref, to, next);
            moved.put(ref, next);
        }
        return moved;
    }

    /** Forgets the values of all identifiers of a subject; by their keyed hashes it is still known. */
    public void forgetValues(CaptureContext context, OpenSubject subject) {
        rows.forgetValues(context.tenant(), subject.id());
    }

    /** Makes a part that was split off one of those that the rights requests are about which the whole, or whoever became part of it, has made. */
    public void alsoAsks(CaptureContext context, OpenSubject whole, OpenSubject part) {
        rows.alsoAsks(context.tenant(), whole.id(), part.id());
    }

    /** Destroys the subject's key and everything that is kept of the person; the journal's sealed parts can be opened no more. */
    public void destroy(CaptureContext context, OpenSubject subject) {
        rows.destroy(context.tenant(), subject.id());
    }

    /** Stores the subject as it is now and returns its state's JSON. */
    public String save(CaptureContext context, OpenSubject subject) {
        String state = state(context, subject);
        rows.update(context, subject, state);
        return state;
    }

    /** Stores subjects as they are now with other statements, new ones with all that belongs to them, and returns their states' JSON. */
    public Map<OpenSubject, String> saveAll(CaptureContext context, Collection<OpenSubject> subjects, Together writes) {
        Map<OpenSubject, String> states = new LinkedHashMap<>();
        subjects.forEach(subject -> states.put(subject, state(context, subject)));
        blocks.store(context, states, writes);
        Map<SubjectId, byte[]> keys = new LinkedHashMap<>();
        for (OpenSubject subject : subjects) {
            OpenSubject.Birth birth = subject.birth();
            if (birth != null) {
                keys.put(subject.id(), birth.wrapped());
                subject.stored();
            }
        }
        vault.keep(context.tenant(), keys, writes);
        return states;
    }

    /** Tells whether the subject can be stored as it is now. */
    public boolean fits(CaptureContext context, OpenSubject subject) {
        return subject.state().choices().size() < FEW_CHOICES || size(written(context, subject)) <= LARGEST_STATE;
    }

    private static String state(CaptureContext context, OpenSubject subject) {
        String state = written(context, subject);
        if (size(state) > LARGEST_STATE) {
            throw ProblemException.at(ProblemCode.PAYLOAD_TOO_LARGE, "/recipient", "STATE_TOO_LARGE");
        }
        return state;
    }

    private static int size(String state) {
        return state.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String written(CaptureContext context, OpenSubject subject) {
        StateHead head = new StateHead(
                context.tenant().value(), subject.domain(), subject.id().value(), context.recordedAt());
        return StateJson.write(head, subject.state(), subject.standing());
    }
}
