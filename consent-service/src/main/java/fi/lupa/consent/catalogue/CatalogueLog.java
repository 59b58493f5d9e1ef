// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores new versions together with the news of them, and says at which revision they can be relied on. */
@ApplicationScoped
class CatalogueLog {

    private final CatalogueRows rows;
    private final Journal journal;
    private final Epochs epochs;
    private final Ids ids;
    private final RevisionTokens tokens;

    CatalogueLog(CatalogueRows rows, Journal journal, Epochs epochs, Ids ids, RevisionTokens tokens) {
        this.rows = rows;
        this.journal = journal;
        this.epochs = epochs;
        this.ids = ids;
        this.tokens = tokens;
    }

    /** Stores the versions in this order, in the active transaction. */
    void append(Caller caller, List<CatalogueEntry> entries) {
        append(caller.tenant(), caller.client(), entries);
    }

    /** Stores them as made by this client. */
    void append(TenantId tenant, String client, List<CatalogueEntry> entries) {
        int epoch = epochs.current();
        entries.forEach(entry -> rows.insert(tenant, entry, client));
        journal.append(entries.stream()
                .map(entry -> journalEntry(tenant, epoch, entry))
                .toList());
    }

    /** The token of the active transaction. */
    String revision(TenantId tenant, Transactions transactions) {
        return tokens.mint(new RevisionToken(tenant, epochs.current(), transactions.xid()));
    }

    private JournalEntry journalEntry(TenantId tenant, int epoch, CatalogueEntry entry) {
        return new JournalEntry(
                tenant,
                epoch,
                ids.next(),
                entry.kind().journalKind(),
                null,
                null,
                payload(tenant, entry).toString(),
                null,
                null,
                entry.recordedAt());
    }

    private static ObjectNode payload(TenantId tenant, CatalogueEntry entry) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("tenant", tenant.toString());
        payload.put("kind", entry.kind().wireName());
        payload.put("id", entry.id());
        payload.put("version", entry.version());
        payload.put("ordinal", entry.ordinal());
        payload.put("recordedAt", Timestamps.format(entry.recordedAt()));
        payload.set("body", entry.body());
        return payload;
    }
}
