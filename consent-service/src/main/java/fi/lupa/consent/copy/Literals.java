// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.receipt.Ld;

/** What DPV has no terms for, as it is: JSON literals of JSON-LD 1.1, which no processor loses anything of. */
final class Literals {

    private Literals() {}

    static ObjectNode json(JsonNode value) {
        ObjectNode literal = Ld.object().put("@type", "@json");
        literal.set("@value", value);
        return literal;
    }
}
