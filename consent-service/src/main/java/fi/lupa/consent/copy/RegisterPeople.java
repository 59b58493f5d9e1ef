// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens the people of a register a page at a time, in the transaction in progress: who they are, what stands, and which facts there are. */
@ApplicationScoped
class RegisterPeople {

    private final RegisterRows rows;
    private final Subjects subjects;
    private final ObjectMapper json;

    RegisterPeople(RegisterRows rows, Subjects subjects, ObjectMapper json) {
        this.rows = rows;
        this.subjects = subjects;
        this.json = json;
    }

    /**
     * Somebody of the register.
     *
     * @param head all of the line but the facts
     * @param key under which the facts are sealed; null once erased
     * @param events the controller's facts, oldest first; none once erased
     */
    record Member(SubjectId id, ObjectNode head, @Nullable DataKey key, List<UUID> events) {

        /** Keeps a copy. */
        Member {
            events = List.copyOf(events);
        }

        boolean erased() {
            return "ERASED".equals(head.path("status").textValue());
        }

        boolean restricted() {
            return head.path("restricted").asBoolean();
        }

        @Override
        public String toString() {
            return "Member[" + id + "]";
        }
    }

    /** A page; {@code last} is null once there are no more. Whom the controller knows nothing of is not among the members. */
    record Page(List<Member> members, @Nullable String last) {

        /** Keeps a copy. */
        Page {
            members = List.copyOf(members);
        }
    }

    Page page(RegisterCopy asked, String after, int most) {
        TenantId tenant = asked.tenant();
        List<RegisterRows.Somebody> found = rows.people(tenant, asked.domain(), after, most);
        List<SubjectId> ids = found.stream().map(RegisterRows.Somebody::id).toList();
        Map<SubjectId, List<UUID>> events = rows.events(tenant, ids, asked.controller());
        Map<SubjectId, Map<Integer, byte[]>> values = rows.values(tenant, ids);
        Map<SubjectId, OpenSubject> open = subjects.open(tenant, ids);
        List<Member> members = found.stream()
                .filter(one -> events.containsKey(one.id()))
                .map(one -> one.erased()
                        ? new Member(one.id(), head(one.id(), "ERASED"), null, List.of())
                        : live(one, open.get(one.id()), values.getOrDefault(one.id(), Map.of()), asked.controller())
                                .with(events.getOrDefault(one.id(), List.of())))
                .toList();
        return new Page(
                members, found.size() < most ? null : ids.get(ids.size() - 1).value());
    }

    private record Live(
            SubjectId id, ObjectNode head, @Nullable DataKey key) {

        Member with(List<UUID> events) {
            return new Member(id, head, key, events);
        }

        @Override
        public String toString() {
            return "Live[" + id + "]";
        }
    }

    private Live live(
            RegisterRows.Somebody one, @Nullable OpenSubject subject, Map<Integer, byte[]> values, String controller) {
        if (subject == null) {
            throw new IllegalStateException("a subject that was not erased has no key");
        }
        ObjectNode standing = CopyPeople.standing(tree(one.state()), controller);
        ObjectNode head = head(one.id(), "LIVE");
        head.put("restricted", !standing.path("restrictions").isEmpty());
        head.set("identifiers", identifiers(subject, values));
        head.set("standing", standing);
        return new Live(one.id(), head, subject.key());
    }

    private ObjectNode head(SubjectId id, String status) {
        return json.createObjectNode().put("subject", id.value()).put("status", status);
    }

    /** An identifier that came as a hash, or whose value was forgotten, has none. */
    private ArrayNode identifiers(OpenSubject subject, Map<Integer, byte[]> values) {
        Map<Integer, HeldIdentifier> byRef = new LinkedHashMap<>();
        subject.identifiers().forEach(held -> byRef.putIfAbsent(held.ref(), held));
        ArrayNode all = json.createArrayNode();
        byRef.forEach((ref, held) -> {
            ObjectNode one =
                    all.addObject().put("ref", ref).put("type", held.type().name());
            Optional.ofNullable(values.get(ref))
                    .map(value -> subject.key().open(value, SealedUse.IDENTIFIER_VALUE + ref))
                    .ifPresent(plain -> one.put("value", new String(plain, StandardCharsets.UTF_8)));
        });
        return all;
    }

    /** The keys of those of a page that were not erased. */
    static Map<SubjectId, Optional<DataKey>> keys(List<Member> members) {
        Map<SubjectId, Optional<DataKey>> keys = new HashMap<>();
        members.forEach(member -> keys.put(member.id(), Optional.ofNullable(member.key())));
        return keys;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored state cannot be read", null);
        }
    }
}
