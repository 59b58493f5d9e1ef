// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * Tells in the journal which block of a list has changed. The row names the block and holds no key: the relay reads the block as it is when it
 * publishes, which is at least what the row stands for, so nothing of a register outlives its slot.
 */
@ApplicationScoped
class BlockJournal {

    private static final String CURRENT = "current";
    private static final String NEWEST = """
            INSERT INTO suppression_block (tenant, list, slot, block, event_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant, list, slot, block) DO UPDATE SET event_id = excluded.event_id""";

    private final Journal journal;
    private final Epochs epochs;
    private final Ids ids;
    private final DataSource database;

    BlockJournal(Journal journal, Epochs epochs, Ids ids, DataSource database) {
        this.journal = journal;
        this.epochs = epochs;
        this.ids = ids;
        this.database = database;
    }

    void blocks(TenantId tenant, ListName list, String slot, Collection<String> blocks, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            for (String block : blocks) {
                ObjectNode payload = head(tenant, list, slot).put("block", block);
                JournalEntry entry = entry(tenant, "suppression.block", payload, now);
                bind(newest, entry, list, slot, block);
                entries.add(entry);
            }
            newest.executeBatch();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        if (!entries.isEmpty()) {
            journal.append(entries);
        }
    }

    /** Says that a slot is in force from now on. */
    void current(
            TenantId tenant, ListName list, String slot, SuppressionRows.Content content, String asOf, Instant now) {
        ObjectNode payload = head(tenant, list, slot)
                .put("blocks", content.blocks().size())
                .put("rows", content.rows())
                .put("digest", content.digest())
                .put("asOf", asOf);
        JournalEntry entry = entry(tenant, "suppression.current", payload, now);
        try (Connection connection = database.getConnection();
                PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            bind(newest, entry, list, CURRENT, CURRENT);
            newest.executeBatch();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        journal.append(entry);
    }

    private static ObjectNode head(TenantId tenant, ListName list, String slot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tenant", tenant.toString())
                .put("list", list.value())
                .put("slot", list.growsOnly() ? null : slot);
    }

    private JournalEntry entry(TenantId tenant, String kind, ObjectNode payload, Instant now) {
        return new JournalEntry(
                tenant, epochs.current(), ids.next(), kind, null, null, payload.toString(), null, null, now);
    }

    private static void bind(PreparedStatement newest, JournalEntry entry, ListName list, String slot, String block)
            throws SQLException {
        newest.setObject(1, entry.tenant().value());
        newest.setString(2, list.value());
        newest.setString(3, slot);
        newest.setString(4, block);
        newest.setObject(5, entry.eventId());
        newest.addBatch();
    }
}
