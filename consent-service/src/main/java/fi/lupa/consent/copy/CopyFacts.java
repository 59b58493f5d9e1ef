// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Opens facts a few at a time, each few in a transaction of their own, so that nobody who reads slowly holds one. */
@ApplicationScoped
class CopyFacts {

    private static final Logger LOG = Logger.getLogger(CopyFacts.class);
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final int AT_ONCE = 100;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Transactions transactions;
    private final CopyRows rows;
    private final Vault vault;
    private final ObjectMapper json;

    CopyFacts(Transactions transactions, CopyRows rows, Vault vault, ObjectMapper json) {
        this.transactions = transactions;
        this.rows = rows;
        this.vault = vault;
        this.json = json;
    }

    /** What is done with each fact. */
    @FunctionalInterface
    interface Each {

        void take(CopiedFact fact) throws IOException;
    }

    /** Hands over the facts in the order of their ids; what had been recorded stays, so each of them is there. */
    void each(TenantId tenant, List<UUID> events, Each each) throws IOException {
        for (int from = 0; from < events.size(); from += AT_ONCE) {
            List<UUID> some = events.subList(from, Math.min(from + AT_ONCE, events.size()));
            List<CopiedFact> facts = transactions.read(tenant, () -> open(tenant, some));
            if (facts.size() != some.size()) {
                throw new IllegalStateException("a recorded fact is gone");
            }
            for (CopiedFact fact : facts) {
                each.take(fact);
            }
        }
    }

    private List<CopiedFact> open(TenantId tenant, List<UUID> events) {
        return open(tenant, events, new HashMap<>());
    }

    /** Opens the facts in the transaction in progress, oldest first; keys that are not there yet are looked up and added. */
    List<CopiedFact> open(TenantId tenant, List<UUID> events, Map<SubjectId, Optional<DataKey>> keys) {
        return rows.facts(tenant, events).stream()
                .map(row -> fact(
                        row,
                        row.owners().stream()
                                .map(owner -> keys.computeIfAbsent(owner, id -> vault.key(tenant, id)))
                                .toList()))
                .toList();
    }

    private CopiedFact fact(CopyRows.Row row, List<Optional<DataKey>> keys) {
        JsonNode fact = tree(row.fact());
        byte[] open = row.sealed();
        if (open == null) {
            return new CopiedFact(fact, List.of(), row.destroyed() ? "DESTROYED" : null);
        }
        if (keys.stream().anyMatch(Optional::isEmpty)) {
            return new CopiedFact(fact, List.of(), "ERASED");
        }
        try {
            for (int i = keys.size() - 1; i >= 0; i--) {
                open = keys.get(i).orElseThrow().open(open, SealedUse.DISCLOSURES + row.event());
            }
            List<CopiedFact.Field> fields = new ArrayList<>();
            for (String disclosure : json.readValue(open, TEXTS)) {
                fields.add(field(disclosure));
            }
            return new CopiedFact(fact, fields, null);
        } catch (IllegalStateException | IOException e) {
            LOG.errorf("Disclosures do not open: event=%s", row.event());
            return new CopiedFact(fact, List.of(), "UNREADABLE");
        }
    }

    private CopiedFact.Field field(String disclosure) throws IOException {
        JsonNode parts = json.readTree(Base64.getUrlDecoder().decode(disclosure));
        return new CopiedFact.Field(parts.path(1).asText(), parts.path(2), digest(disclosure));
    }

    private static String digest(String disclosure) {
        return BASE64.encodeToString(Digests.sha256(disclosure.getBytes(StandardCharsets.US_ASCII)));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored fact cannot be read", null);
        }
    }
}
