// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.journal.JournalInsert;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Records again what lists that only grow have on the topic and the database lacks: own entries and tombstones. */
final class SuppressionRecovery {

    private static final String ADD = """
            INSERT INTO suppression_entry (tenant, list, slot, block, key_version, key, reason, recorded_at)
            VALUES (?, ?, '-', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String NEWEST = """
            INSERT INTO suppression_block (tenant, list, slot, block, event_id) VALUES (?, ?, '-', ?, ?)
            ON CONFLICT (tenant, list, slot, block) DO UPDATE SET event_id = excluded.event_id""";

    private final RelayDatabase database;
    private final Ids ids;
    private final InstantSource clock;

    SuppressionRecovery(RelayDatabase database, Ids ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Returns how many entries the database lacked; each block with any goes out anew in the new epoch, as a whole. */
    int recover(Collection<ObjectNode> blocks, int epoch) throws SQLException {
        int recovered = 0;
        try (Connection connection = database.open("lupa-recover-suppressions")) {
            connection.setAutoCommit(false);
            for (ObjectNode block : blocks) {
                recovered += recover(connection, block, epoch);
                connection.commit();
            }
        }
        return recovered;
    }

    private int recover(Connection connection, ObjectNode block, int epoch) throws SQLException {
        UUID tenant = UUID.fromString(block.path("tenant").textValue());
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
            set.setString(1, tenant.toString());
            set.execute();
        }
        int added = add(connection, tenant, block);
        if (added > 0) {
            tell(connection, tenant, block, epoch);
        }
        return added;
    }

    private int add(Connection connection, UUID tenant, ObjectNode block) throws SQLException {
        int added = 0;
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (JsonNode entry : block.path("entries")) {
                add.setObject(1, tenant);
                add.setString(2, block.path("list").textValue());
                add.setString(3, block.path("block").textValue());
                add.setInt(4, entry.path("keyVersion").intValue());
                add.setBytes(5, Base64.getUrlDecoder().decode(entry.path("key").textValue()));
                add.setString(6, entry.path("reason").textValue());
                add.setObject(7, Timestamps.truncate(clock.instant()).atOffset(ZoneOffset.UTC));
                added += add.executeUpdate();
            }
        }
        return added;
    }

    private void tell(Connection connection, UUID tenant, ObjectNode block, int epoch) throws SQLException {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        List.of("tenant", "list", "slot", "block").forEach(name -> payload.set(name, block.get(name)));
        JournalEntry entry = new JournalEntry(
                new TenantId(tenant),
                epoch,
                ids.next(),
                "suppression.block",
                null,
                null,
                payload.toString(),
                null,
                null,
                Timestamps.truncate(clock.instant()));
        if (!JournalInsert.insertWhileHeld(connection, List.of(entry))) {
            throw new RelayFailure("another recovery has opened an epoch meanwhile");
        }
        try (PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            newest.setObject(1, tenant);
            newest.setString(2, block.path("list").textValue());
            newest.setString(3, block.path("block").textValue());
            newest.setObject(4, entry.eventId());
            newest.executeUpdate();
        }
    }
}
