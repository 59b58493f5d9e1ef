// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.CatalogueHistory;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a receipt from what was committed and from the catalogue of that time; what the caller may not see does not exist. */
@ApplicationScoped
class ReadReceipt {

    private final Transactions transactions;
    private final ReceiptRows rows;
    private final Catalogue catalogue;
    private final CatalogueHistory history;
    private final ReceiptDocument documents;

    ReadReceipt(
            Transactions transactions,
            ReceiptRows rows,
            Catalogue catalogue,
            CatalogueHistory history,
            ReceiptDocument documents) {
        this.transactions = transactions;
        this.rows = rows;
        this.catalogue = catalogue;
        this.history = history;
        this.documents = documents;
    }

    /** A receipt and its document. */
    record Written(Receipt receipt, ObjectNode document) {}

    /** Throws NOT_FOUND for an id that is unknown, another tenant's, or of a controller the caller does not act for. */
    Written read(Caller caller, UUID id) {
        return transactions.read(caller.tenant(), () -> rows.find(caller.tenant(), id)
                .filter(receipt -> caller.controllers().contains(receipt.controller()))
                .map(receipt -> new Written(
                        receipt,
                        documents.write(
                                receipt,
                                receipt.facts().stream()
                                        .map(fact -> account(caller.tenant(), fact))
                                        .toList())))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND)));
    }

    private Account account(TenantId tenant, JsonNode fact) {
        String controller = fact.path("controller").asText();
        Instant at = Instant.parse(fact.path("recordedAt").asText());
        JsonNode consent = fact.path("consent");
        ObjectNode notice = null;
        if (consent.path("notice").isObject()) {
            JsonNode shown = consent.path("notice");
            notice = history.notice(
                            tenant,
                            shown.path("id").asText(),
                            shown.path("version").asText())
                    .orElse(null);
        }
        ObjectNode purpose = consent.isObject()
                ? history.purpose(
                                tenant,
                                controller,
                                consent.path("purpose").asText(),
                                consent.path("purposeVersion").asInt())
                        .orElse(null)
                : null;
        return new Account(fact, controllers(tenant, controller, notice, at), purpose, notice, processor(tenant, fact));
    }

    /** All who rely on it: the one it was recorded for, then the others whom the notice names. */
    private Map<String, ObjectNode> controllers(TenantId tenant, String own, @Nullable ObjectNode notice, Instant at) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        history.controller(tenant, own, at).ifPresent(body -> all.put(own, body));
        if (notice != null) {
            for (JsonNode named : notice.path("controllers")) {
                String key = named.asText();
                history.controller(tenant, key, at).ifPresent(body -> all.putIfAbsent(key, body));
            }
        }
        return all;
    }

    private @Nullable String processor(TenantId tenant, JsonNode fact) {
        String client = fact.path("client").asText();
        Set<String> own = catalogue
                .controller(tenant, fact.path("controller").asText())
                .map(Controller::ownClients)
                .orElse(Set.of());
        boolean processor =
                !own.contains(client) && !catalogue.mandatesOf(tenant, client).isEmpty();
        return processor ? client : null;
    }

    /**
     * One fact with what the catalogue said of it.
     *
     * @param controllers by their keys, the first the fact's own
     */
    record Account(
            JsonNode fact,
            Map<String, ObjectNode> controllers,
            @Nullable ObjectNode purpose,
            @Nullable ObjectNode notice,
            @Nullable String processor) {

        JsonNode consent() {
            return fact.path("consent");
        }

        List<ObjectNode> bodies() {
            return List.copyOf(controllers.values());
        }
    }
}
