// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The state of a subject after a restore: what the database still has, and every prohibition that the topic has beyond it. A prohibition
 * recorded again counts from now, so it ends every permission the database holds in its cell. Nothing that permits is taken from the topic.
 *
 * @param state the state, without epoch, xid and identifiers
 * @param prohibitions the cells and objections that were added, as they stand in the state
 * @param permissions the record ids of permissions that only the topic has
 */
record RecoveredState(ObjectNode state, List<ObjectNode> prohibitions, List<String> permissions) {

    private static final List<String> CELL = List.of("controller", "purpose", "channel", "identifier");

    /** Merges; {@code ours} is null for a subject that the database does not know. */
    static RecoveredState merge(@Nullable ObjectNode ours, ObjectNode topic, String recordedAt) {
        ObjectNode state = ours == null ? empty(topic) : ours.deepCopy();
        state.put("recordedAt", recordedAt);
        List<ObjectNode> added = new ArrayList<>();
        List<String> permissions = new ArrayList<>();
        for (JsonNode theirs : topic.path("choices")) {
            prohibit(array(state, "choices"), (ObjectNode) theirs, recordedAt).ifPresent(added::add);
            unproven(array(state, "choices"), theirs).ifPresent(permissions::add);
        }
        for (JsonNode theirs : topic.path("objections")) {
            object(array(state, "objections"), (ObjectNode) theirs, recordedAt).ifPresent(added::add);
        }
        wishes(state, topic);
        for (String restricting : List.of("restrictions", "rightsRequests")) {
            topic.path(restricting).forEach(each -> addMissing(array(state, restricting), each));
        }
        if (!topic.path("status").asText().equals("LIVE")) {
            close(state, topic, recordedAt);
        }
        return new RecoveredState(state, added, permissions);
    }

    /**
     * The topic knows that the subject was erased or has become part of another, and the database has it back: nothing it permits stands any more,
     * and an open request at each of its controllers stops contact until erasure or merge has been done again by hand.
     */
    private static void close(ObjectNode state, ObjectNode topic, String recordedAt) {
        Set<String> controllers = new TreeSet<>();
        for (String list : List.of("choices", "objections", "contacts", "relationships")) {
            state.path(list)
                    .forEach(each -> controllers.add(each.path("controller").asText()));
        }
        state.path("choices").forEach(cell -> {
            ((ObjectNode) cell).putNull("permission");
            ((ObjectNode) cell).putNull("pending");
        });
        String kind = topic.path("status").asText().equals("ERASED") ? "ERASURE" : "OBJECTION_REVIEW";
        for (String controller : controllers) {
            String name = state.path("subject").asText() + ":" + controller;
            array(state, "rightsRequests")
                    .addObject()
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                    .put("controller", controller)
                    .put("kind", kind)
                    .put("receivedAt", recordedAt)
                    .putNull("completedAt");
        }
    }

    /** Which calls were made since is lost, so no request to be called is left open; how to be contacted is as was said last. */
    private static void wishes(ObjectNode state, ObjectNode topic) {
        array(state, "callbackRequests").removeAll();
        if (topic.path("preferences").isArray()) {
            state.set("preferences", topic.get("preferences").deepCopy());
        }
    }

    private static Optional<ObjectNode> prohibit(ArrayNode choices, ObjectNode theirs, String recordedAt) {
        JsonNode prohibition = theirs.path("prohibition");
        if (!prohibition.isObject()) {
            return Optional.empty();
        }
        Optional<ObjectNode> cell = cell(choices, theirs);
        if (cell.isPresent() && sameRecord(cell.get().path("prohibition"), prohibition)) {
            return Optional.empty();
        }
        ObjectNode target = cell.orElseGet(() -> choices.addObject());
        CELL.forEach(name -> target.set(name, theirs.get(name)));
        List.of("permission", "pending", "undemonstrable").forEach(target::putNull);
        target.set("askedAt", theirs.path("askedAt").isMissingNode() ? null : theirs.get("askedAt"));
        target.set("prohibition", ((ObjectNode) prohibition.deepCopy()).put("recordedAt", recordedAt));
        return Optional.of(target);
    }

    private static Optional<String> unproven(ArrayNode choices, JsonNode theirs) {
        JsonNode permission = theirs.path("permission");
        boolean known = cell(choices, theirs)
                .filter(cell -> sameRecord(cell.path("permission"), permission))
                .isPresent();
        return !permission.isObject() || known
                ? Optional.empty()
                : Optional.of(permission.path("recordId").asText());
    }

    /** An objection that was lifted meanwhile stands again: only the person's act, which is lost, lifted it. */
    private static Optional<ObjectNode> object(ArrayNode objections, ObjectNode theirs, String recordedAt) {
        boolean known = StreamSupport.stream(objections.spliterator(), false)
                .anyMatch(ours -> ours.path("id").equals(theirs.path("id")));
        if (known) {
            return Optional.empty();
        }
        ObjectNode added = theirs.deepCopy();
        added.put("recordedAt", recordedAt).putNull("liftedAt");
        objections.add(added);
        return Optional.of(added);
    }

    private static void addMissing(ArrayNode ours, JsonNode theirs) {
        if (StreamSupport.stream(ours.spliterator(), false).noneMatch(theirs::equals)) {
            ours.add(theirs.deepCopy());
        }
    }

    private static Optional<ObjectNode> cell(ArrayNode choices, JsonNode wanted) {
        return StreamSupport.stream(choices.spliterator(), false)
                .filter(cell -> CELL.stream().allMatch(name -> Objects.equals(cell.get(name), wanted.get(name))))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static boolean sameRecord(JsonNode one, JsonNode other) {
        return one.isObject() && one.path("recordId").equals(other.path("recordId"));
    }

    private static ArrayNode array(ObjectNode state, String name) {
        return state.path(name).isArray() ? (ArrayNode) state.get(name) : state.putArray(name);
    }

    private static ObjectNode empty(ObjectNode topic) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        List.of("tenant", "domain", "subject").forEach(name -> state.set(name, topic.get(name)));
        state.put("status", "LIVE").putNull("mergedInto");
        EventRecords.LISTS.stream().filter(name -> !name.equals("identifiers")).forEach(state::putArray);
        return state;
    }
}
