// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.SubjectIndex;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads states and histories. Shown is only what concerns the caller's controllers; a subject of whom there is nothing to show looks like
 * one that does not exist.
 */
@ApplicationScoped
class ReadSubject {

    private static final List<String> LISTS =
            List.of("choices", "objections", "contacts", "relationships", "callbackRequests", "preferences");
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Transactions transactions;
    private final Entrance entrance;
    private final SubjectIndex index;
    private final HistoryRows rows;
    private final ObjectMapper json;

    ReadSubject(Transactions transactions, Entrance entrance, SubjectIndex index, HistoryRows rows, ObjectMapper json) {
        this.transactions = transactions;
        this.entrance = entrance;
        this.index = index;
        this.rows = rows;
        this.json = json;
    }

    /** One page of a history and the cursor of the next. */
    record Page(String body, @Nullable String next) {}

    /** Returns the state of the subject that has an identifier of the recipient, as the controller may see it. */
    String lookup(Caller caller, LookupRequest request) {
        Controller controller = entrance.controller(caller, request.controller());
        Recipient recipient = entrance.recipient(controller, request.recipient());
        return transactions.read(caller.tenant(), () -> index.find(caller.tenant(), recipient).stream()
                .findFirst()
                .map(subject -> visible(caller, subject, Set.of(controller.key())))
                .orElseThrow(ReadSubject::notFound));
    }

    /** Returns the state of a subject as the caller's controllers may see it. */
    String state(Caller caller, SubjectId subject) {
        return transactions.read(caller.tenant(), () -> visible(caller, subject, caller.controllers()));
    }

    private String visible(Caller caller, SubjectId subject, Set<String> controllers) {
        ObjectNode state = rows.state(caller.tenant(), subject).stream()
                .map(this::object)
                .findFirst()
                .orElseThrow(ReadSubject::notFound);
        boolean anything = false;
        for (String list : LISTS) {
            anything |= keep(state, list, controllers);
        }
        if (!anything) {
            throw notFound();
        }
        state.put("subjectId", subject.value());
        state.remove(List.of("tenant", "domain", "subject", "restrictions", "rightsRequests"));
        state.path("contacts").forEach(contact -> ((ObjectNode) contact).remove("organisation"));
        state.set("stateRevision", state.remove("revision"));
        return text(state);
    }

    private static boolean keep(ObjectNode state, String list, Set<String> controllers) {
        ArrayNode kept = state.arrayNode();
        for (JsonNode entry : state.path(list)) {
            if (controllers.contains(entry.path("controller").textValue())) {
                kept.add(entry);
            }
        }
        state.set(list, kept);
        return !kept.isEmpty();
    }

    /** Returns a page of facts, oldest first. */
    Page history(Caller caller, SubjectId subject, @Nullable String cursor, @Nullable Integer limit) {
        HistoryRows.Row after = HistoryCursor.read(cursor);
        int size = limit == null ? USUAL : limit;
        if (size < 1 || size > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "limit", "OUT_OF_RANGE");
        }
        return transactions.read(caller.tenant(), () -> {
            visible(caller, subject, caller.controllers());
            return page(rows.facts(caller.tenant(), subject, after, caller.controllers(), size + 1), size);
        });
    }

    private Page page(List<HistoryRows.Row> found, int size) {
        boolean more = found.size() > size;
        List<HistoryRows.Row> shown = new ArrayList<>(more ? found.subList(0, size) : found);
        String next = more ? HistoryCursor.write(shown.get(size - 1)) : null;
        ObjectNode page = json.createObjectNode();
        ArrayNode items = page.putArray("items");
        shown.forEach(row -> items.add(object(row.fact()).put("epoch", row.epoch())));
        page.put("next", next);
        return new Page(text(page), next);
    }

    private ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored fact cannot be read", null);
        }
    }

    private String text(ObjectNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written", null);
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND);
    }
}
