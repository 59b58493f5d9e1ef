// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.PersonalIdentityCode;
import fi.lupa.platform.problem.JsonFailure;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.DecisionRequest;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the question of a list from query parameters: every field of a question but the recipient, and three of the list's own. */
@Singleton
final class QueryReader {

    private static final Set<String> FLAGS =
            Set.of("containsPromotion", "automated", "usesProfiling", "usesSpecialCategory", "usesTrafficData");
    private static final Set<String> LISTS = Set.of("tracking");
    private static final String TYPE = "type";
    private static final String ONLY = "only";
    private static final String LINKS = "unsubscribeLinks";
    private static final Set<String> OWN = Set.of(TYPE, ONLY, LINKS);
    private static final String CLAIM = "callbackClaim";

    private final ObjectMapper json;

    QueryReader(ObjectMapper json) {
        this.json = json;
    }

    CheckOrder.Asked read(MultiMap parameters) {
        Map<String, String> query = single(parameters);
        boolean onlyAllowed = query.containsKey(ONLY);
        if (onlyAllowed && !"allowed".equals(query.get(ONLY))) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/" + ONLY, "NOT_ALLOWED");
        }
        boolean withLinks = flag(LINKS, query.getOrDefault(LINKS, "false"));
        IdentifierType type = type(query.getOrDefault(TYPE, ""));
        DecisionRequest question = question(query);
        query.remove(CLAIM);
        return new CheckOrder.Asked(query, question, type, onlyAllowed, withLinks);
    }

    private static Map<String, String> single(MultiMap parameters) {
        Map<String, String> query = new TreeMap<>();
        for (String name : parameters.names()) {
            List<String> values = parameters.getAll(name);
            if (values.size() != 1) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer(name), "GIVEN_TWICE");
            }
            if (PersonalIdentityCode.isIn(values.get(0)) || PersonalIdentityCode.isIn(name)) {
                throw new ProblemException(ProblemCode.IDENTIFIER_NOT_ACCEPTED);
            }
            query.put(name, values.get(0));
        }
        return query;
    }

    private DecisionRequest question(Map<String, String> query) {
        ObjectNode question = json.createObjectNode();
        query.forEach((name, value) -> {
            if (FLAGS.contains(name)) {
                question.put(name, flag(name, value));
            } else if (LISTS.contains(name)) {
                Arrays.stream(value.split(",", -1)).forEach(question.withArray(name)::add);
            } else if (!OWN.contains(name)) {
                question.put(name, value);
            }
        });
        try {
            if (question.has("recipient")) {
                throw ProblemException.at(ProblemCode.UNKNOWN_MEMBER, "/recipient", "UNKNOWN_MEMBER");
            }
            return json.treeToValue(question, DecisionRequest.class);
        } catch (JsonProcessingException e) {
            throw JsonFailure.of(e);
        }
    }

    private static boolean flag(String name, String value) {
        if (!"true".equals(value) && !"false".equals(value)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/" + name, "TRUE_OR_FALSE");
        }
        return "true".equals(value);
    }

    private static IdentifierType type(String name) {
        return Arrays.stream(IdentifierType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.at(ProblemCode.INVALID_VALUE, "/" + TYPE, "REQUIRED"));
    }

    private static String pointer(String name) {
        return name.matches("[A-Za-z]{1,40}") ? "/" + name : "";
    }
}
