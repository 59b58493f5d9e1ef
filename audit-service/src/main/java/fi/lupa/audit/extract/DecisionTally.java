// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the asking for records of answers came to, and how much there was to ask by. */
record DecisionTally(DisclosureTally results, int controllers, int addresses, int minutes) {

    void writeTo(ObjectNode node) {
        results.writeTo(node);
        node.put("controllers", controllers).put("addresses", addresses).put("minutes", minutes);
    }
}
