// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.record.DecisionEvent;
import fi.lupa.preference.record.DecisionOutbox;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** Tells the log of each check that ended: one event for a whole list, {@code decision.audience-check}, with its receipt, which names nobody. */
@Singleton
final class CheckEvents {

    private final ObjectMapper json;

    CheckEvents(ObjectMapper json) {
        this.json = json;
    }

    /** Adds the event to the transaction that stores the receipt; the connection is the writer's. */
    void add(Connection transaction, TenantId tenant, Receipt receipt) throws SQLException {
        String controller = receipt.question().getOrDefault("controller", "");
        String purpose = receipt.question().getOrDefault("purpose", "");
        ObjectNode value = json.createObjectNode()
                .put("tenant", tenant.value().toString())
                .put("client", receipt.client())
                .put("controller", controller)
                .put("purpose", purpose);
        value.set("receipt", json.valueToTree(receipt));
        DecisionOutbox.add(
                transaction,
                new DecisionEvent(
                        tenant,
                        receipt.id(),
                        "decision.audience-check",
                        tenant.value() + ":" + receipt.client() + ":" + controller + ":" + purpose,
                        Objects.requireNonNullElse(receipt.finishedAt(), receipt.startedAt()),
                        value.toString()));
    }
}
