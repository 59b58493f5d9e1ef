// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The forms JSON-LD writes things in. Whatever there may be several of is an array, for a parser keeps the last of two equal names. */
public final class Ld {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Ld() {}

    public static ObjectNode object() {
        return JSON.objectNode();
    }

    /** A thing by its name. */
    public static ObjectNode ref(String iri) {
        return object().put("@id", iri);
    }

    /** A thing of these types. */
    public static ObjectNode typed(String... types) {
        ObjectNode node = object();
        ArrayNode all = node.putArray("@type");
        for (String type : types) {
            all.add(type);
        }
        return node;
    }

    public static ObjectNode text(String language, String value) {
        return object().put("@language", language).put("@value", value);
    }

    public static ObjectNode time(String value) {
        return object().put("@type", "xsd:dateTime").put("@value", value);
    }

    public static ArrayNode list(JsonNode... nodes) {
        ArrayNode list = JSON.arrayNode();
        for (JsonNode node : nodes) {
            list.add(node);
        }
        return list;
    }

    public static ArrayNode list(Collection<? extends JsonNode> nodes) {
        ArrayNode list = JSON.arrayNode();
        nodes.forEach(list::add);
        return list;
    }
}
