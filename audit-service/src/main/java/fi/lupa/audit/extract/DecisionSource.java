// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks preference-service what was answered about an address; who does not have the address finds nothing there. */
final class DecisionSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/decision-records/lookup";
    private static final int MOST = 10_000;

    private final AskedService service;

    DecisionSource(AskedService preferenceService) {
        this.service = preferenceService;
    }

    /** Returns all records about the address, newest first; throws {@link AskedService.NotObtainedException} if it does not get them all. */
    List<FoundRecord> about(String controller, KnownAddresses.Address address, ExtractScope scope) {
        List<FoundRecord> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        ObjectNode question = JSON.createObjectNode().put("controller", controller);
        question.set("recipient", address.json());
        put(question, "from", scope.from());
        put(question, "to", scope.until());
        boolean more = true;
        while (more) {
            JsonNode page = page(question);
            int before = found.size();
            page.path("records").forEach(record -> add(found, known, FoundRecord.of(record)));
            more = page.path("more").asBoolean();
            if (more && (found.size() == before || found.size() > MOST)) {
                throw new AskedService.NotObtainedException("TOO_MANY");
            }
            if (more) {
                question.put("to", found.get(found.size() - 1).at());
            }
        }
        return found;
    }

    private JsonNode page(ObjectNode question) {
        try {
            return JSON.readTree(service.post(PATH, "application/json", question.toString()));
        } catch (JsonProcessingException e) {
            throw new AskedService.NotObtainedException("ANSWER_BROKE_OFF");
        }
    }

    private static void add(List<FoundRecord> found, Set<String> known, FoundRecord record) {
        if (known.add(record.id())) {
            found.add(record);
        }
    }

    private static void put(ObjectNode question, String member, @Nullable Instant moment) {
        if (moment != null) {
            question.put(member, Timestamps.format(moment));
        }
    }
}
