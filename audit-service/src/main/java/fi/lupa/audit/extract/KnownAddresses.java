// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The person's addresses, as far as the vault has just given them out; for as long as one bundle is written. */
final class KnownAddresses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "identifier.";
    private static final int PARTS = 3;
    private static final int MOST = 100;

    private final Set<Address> addresses = new LinkedHashSet<>();

    /** One address, as it was given; its text is not for logs. */
    record Address(String type, String value) {

        ObjectNode json() {
            return JSON.createObjectNode().put("type", type).put("value", value);
        }

        @Override
        public String toString() {
            return type + "[…]";
        }
    }

    /** Takes the addresses out of disclosures in the form of RFC 9901. */
    void addFrom(JsonNode disclosures) {
        for (JsonNode disclosure : disclosures) {
            JsonNode field = read(disclosure.asText());
            boolean isAddress = field.isArray()
                    && field.size() == PARTS
                    && field.path(1).asText().startsWith(FIELD)
                    && field.path(2).path("value").isTextual();
            if (isAddress && addresses.size() < MOST) {
                JsonNode address = field.path(2);
                addresses.add(new Address(
                        address.path("type").asText(), address.path("value").asText()));
            }
        }
    }

    Set<Address> all() {
        return Set.copyOf(addresses);
    }

    private static JsonNode read(String disclosure) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(disclosure);
            return JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
