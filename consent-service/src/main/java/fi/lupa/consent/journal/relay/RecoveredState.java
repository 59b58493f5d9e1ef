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
 * @param stopped other subjects that hold an identifier of this one, and were stopped for it
 */
record RecoveredState(ObjectNode state, List<ObjectNode> prohibitions, List<String> permissions, List<String> stopped) {

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
            object(state, (ObjectNode) theirs, recordedAt).ifPresent(added::add);
        }
        wishes(state, topic);
        for (String restricting : List.of("restrictions", "rightsRequests")) {
            topic.path(restricting).forEach(each -> addMissing(array(state, restricting), each));
        }
        if (!topic.path("status").asText().equals("LIVE")) {
            close(state, topic, recordedAt);
        }
        return new RecoveredState(state, added, permissions, List.of());
    }

    /**
     * The topic knows an identifier of this subject as another's, for the subject was split after the backup: what was said with it since is on
     * the other, and nobody would look for it there. So nothing is permitted here until the split has been done again by hand.
     */
    static RecoveredState stopped(ObjectNode ours, String recordedAt) {
        ObjectNode state = ours.deepCopy();
        state.put("recordedAt", recordedAt);
        close(state, state, recordedAt);
        return new RecoveredState(state, List.of(), List.of(), List.of());
    }

    RecoveredState alsoStopped(List<String> others) {
        return new RecoveredState(state, prohibitions, permissions, List.copyOf(others));
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
            String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            ArrayNode requests = array(state, "rightsRequests");
            if (!requests.findValuesAsText("id").contains(id)) {
                requests.addObject()
                        .put("id", id)
                        .put("controller", controller)
                        .put("kind", kind)
                        .put("receivedAt", recordedAt)
                        .putNull("completedAt");
            }
        }
    }

    /** Which calls were made since is lost, so no request to be called is left open; how to be contacted is as was said last. */
    private static void wishes(ObjectNode state, ObjectNode topic) {
        array(state, "callbackRequests").removeAll();
        if (topic.path("preferences").isArray()) {
            state.set("preferences", topic.get("preferences").deepCopy());
        }
    }

    /** What the topic's prohibition has ended since, without being another itself, is ended here too. */
    private static Optional<ObjectNode> prohibit(ArrayNode choices, ObjectNode theirs, String recordedAt) {
        JsonNode prohibition = theirs.path("prohibition");
        if (!prohibition.isObject()) {
            return Optional.empty();
        }
        Optional<ObjectNode> cell = cell(choices, theirs);
        boolean known = cell.filter(ours -> sameRecord(ours.path("prohibition"), prohibition))
                .isPresent();
        boolean ended = cell.filter(ours -> ours.path("permission").isObject())
                .filter(ours -> !theirs.path("permission").isObject())
                .isPresent();
        if (known && !ended) {
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
    private static Optional<ObjectNode> object(ObjectNode state, ObjectNode theirs, String recordedAt) {
        ArrayNode objections = array(state, "objections");
        JsonNode choices = state.path("choices");
        Optional<ObjectNode> known = StreamSupport.stream(objections.spliterator(), false)
                .filter(ours -> ours.path("id").equals(theirs.path("id")))
                .map(ObjectNode.class::cast)
                .findFirst();
        if (known.isPresent() && !saidAgain(known.get(), theirs)) {
            return Optional.empty();
        }
        ObjectNode added = known.orElseGet(objections::addObject);
        added.setAll(theirs.deepCopy());
        added.put("recordedAt", recordedAt).putNull("liftedAt");
        choices.forEach(cell -> unlift(cell.path("permission").path("lifts"), added.path("id")));
        return Optional.of(added);
    }

    /** Times are written alike, so that the later is the greater text. */
    private static boolean saidAgain(JsonNode ours, JsonNode theirs) {
        boolean later = theirs.path("at").asText().compareTo(ours.path("at").asText()) > 0
                || theirs.path("recordedAt")
                                .asText()
                                .compareTo(ours.path("recordedAt").asText())
                        > 0;
        boolean standsAgain =
                ours.path("liftedAt").isTextual() && !theirs.path("liftedAt").isTextual();
        return standsAgain || (later && !theirs.path("liftedAt").isTextual());
    }

    private static void unlift(JsonNode lifts, JsonNode objection) {
        if (lifts instanceof ArrayNode ids) {
            for (int i = ids.size() - 1; i >= 0; i--) {
                if (ids.get(i).equals(objection)) {
                    ids.remove(i);
                }
            }
        }
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
