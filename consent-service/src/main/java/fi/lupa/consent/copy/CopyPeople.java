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
import fi.lupa.consent.telling.WhatWasTold;
import fi.lupa.consent.telling.WhoReceived;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads who somebody is and what stands about them at one controller, in the transaction in progress. */
@ApplicationScoped
class CopyPeople {

    private static final List<String> LISTS = List.of(
            "choices",
            "objections",
            "contacts",
            "relationships",
            "restrictions",
            "rightsRequests",
            "callbackRequests",
            "preferences");

    private final Subjects subjects;
    private final CopyRows rows;
    private final WhoReceived received;
    private final WhatWasTold told;
    private final ObjectMapper json;

    CopyPeople(Subjects subjects, CopyRows rows, WhoReceived received, WhatWasTold told, ObjectMapper json) {
        this.subjects = subjects;
        this.rows = rows;
        this.received = received;
        this.told = told;
        this.json = json;
    }

    /** Nothing once the person is erased. */
    Optional<Person> read(TenantId tenant, SubjectId id, String controller) {
        return subjects.open(tenant, id)
                .flatMap(subject -> rows.state(tenant, id).map(state -> {
                    List<UUID> events = rows.events(tenant, id, controller);
                    List<WhoReceived.Received> disclosed = received.of(tenant, id, controller);
                    return new Person(
                            id,
                            standing(tree(state), controller),
                            identifiers(tenant, subject),
                            events,
                            disclosed,
                            told.of(tenant, controller, causes(events, disclosed)),
                            new Survey());
                }));
    }

    private static List<UUID> causes(List<UUID> events, List<WhoReceived.Received> disclosed) {
        return Stream.concat(events.stream(), disclosed.stream().map(WhoReceived.Received::id))
                .toList();
    }

    private List<Person.Identifier> identifiers(TenantId tenant, OpenSubject subject) {
        Map<Integer, HeldIdentifier> byRef = new LinkedHashMap<>();
        subject.identifiers().forEach(held -> byRef.putIfAbsent(held.ref(), held));
        return byRef.values().stream()
                .map(held -> new Person.Identifier(
                        held.ref(),
                        held.type().name(),
                        subjects.value(tenant, subject, held.ref()).orElse(null)))
                .toList();
    }

    /** Keyed hashes and who holds a claim are nobody's to read; whatever is another controller's is not there. */
    static ObjectNode standing(JsonNode state, String controller) {
        ObjectNode standing = (ObjectNode) state.deepCopy();
        standing.retain(LISTS);
        for (String list : LISTS) {
            ArrayNode kept = standing.arrayNode();
            for (JsonNode entry : standing.path(list)) {
                if (controller.equals(entry.path("controller").textValue())) {
                    ((ObjectNode) entry).remove(List.of("organisation", "claims"));
                    kept.add(entry);
                }
            }
            standing.set(list, kept);
        }
        return standing;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored state cannot be read", null);
        }
    }
}
