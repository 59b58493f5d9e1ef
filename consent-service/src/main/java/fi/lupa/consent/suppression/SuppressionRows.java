// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.key.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;

/** The table of entries, on the connection of the active transaction. */
@ApplicationScoped
class SuppressionRows {

    /** The slot of a list that only grows. */
    static final String NO_SLOT = "-";

    private static final int FETCH = 2_000;
    private static final String ADD = """
            INSERT INTO suppression_entry (tenant, list, slot, block, key_version, key, reason, recorded_at)
            SELECT ?, ?, ?, e.block, e.version, e.key, e.reason, ?
            FROM unnest(?, ?, ?, ?) AS e (block, version, key, reason)
            ON CONFLICT DO NOTHING RETURNING block""";
    private static final String HOLDS = """
            SELECT 1 FROM suppression_entry e JOIN unnest(?, ?) AS asked (version, key)
              ON e.key_version = asked.version AND e.key = asked.key
            WHERE e.tenant = ? AND e.list = ? AND e.slot = '-' LIMIT 1""";
    private static final String SINCE = """
            SELECT e.key_version, e.key, max(e.recorded_at) FROM suppression_entry e
            JOIN unnest(?, ?) AS asked (version, key) ON e.key_version = asked.version AND e.key = asked.key
            WHERE e.tenant = ? AND e.list = ANY (?) AND e.slot = '-' GROUP BY 1, 2""";
    private static final String CLEAR = """
            DELETE FROM suppression_entry WHERE tenant = ? AND list = ? AND slot = ? AND key IN (
              SELECT key FROM suppression_entry WHERE tenant = ? AND list = ? AND slot = ? LIMIT ?)""";
    private static final String KEYS =
            "SELECT key, block FROM suppression_entry WHERE tenant = ? AND list = ? AND slot = ? ORDER BY key";

    private static final String MISSING = """
            SELECT e.key_version, e.key, e.reason FROM suppression_entry e
            WHERE e.tenant = ? AND e.list = ? AND e.slot = '-' AND NOT EXISTS (SELECT FROM suppression_entry n
              WHERE n.tenant = e.tenant AND n.list = ? AND n.slot = '-' AND n.block = e.block AND n.key_version = e.key_version
                AND n.key = e.key)
            LIMIT ?""";

    private final DataSource database;

    SuppressionRows(DataSource database) {
        this.database = database;
    }

    /** Adds entries; those that are there already change nothing. */
    Added add(TenantId tenant, ListName list, String slot, Collection<Entry> entries, Instant now) {
        List<Entry> all = List.copyOf(entries);
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, tenant.value());
            add.setString(2, list.value());
            add.setString(3, slot);
            add.setObject(4, now.atOffset(ZoneOffset.UTC));
            add.setArray(5, array(connection, "text", all, Entry::block));
            add.setArray(
                    6, array(connection, "integer", all, entry -> entry.key().version()));
            add.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea",
                            all.stream().map(entry -> entry.key().bytes()).toArray(byte[][]::new)));
            add.setArray(
                    8, array(connection, "text", all, entry -> entry.reason().name()));
            return added(add);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Array array(Connection connection, String type, List<Entry> entries, Function<Entry, Object> member)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(member).toArray());
    }

    private static Added added(PreparedStatement add) throws SQLException {
        SortedSet<String> blocks = new TreeSet<>();
        long count = 0;
        try (ResultSet rows = add.executeQuery()) {
            while (rows.next()) {
                blocks.add(rows.getString(1));
                count++;
            }
        }
        return new Added(count, blocks);
    }

    List<Entry> missing(TenantId tenant, ListName from, ListName into, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(MISSING)) {
            select.setObject(1, tenant.value());
            select.setString(2, from.value());
            select.setString(3, into.value());
            select.setInt(4, most);
            List<Entry> missing = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    missing.add(new Entry(
                            new IdentifierKey(row.getInt(1), row.getBytes(2)), Reason.valueOf(row.getString(3))));
                }
            }
            return missing;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** How many entries were new, and the blocks that have changed. */
    record Added(long count, SortedSet<String> blocks) {}

    /** Tells whether a list that only grows has any of the keys. */
    boolean holds(TenantId tenant, ListName list, Collection<IdentifierKey> keys) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(HOLDS)) {
            bindKeys(find, 1, keys);
            find.setObject(3, tenant.value());
            find.setString(4, list.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Returns the keys that any of these lists that only grow has, with the time they were last put on one. */
    Map<IdentifierKey, Instant> since(TenantId tenant, Collection<ListName> lists, Collection<IdentifierKey> keys) {
        Together only = new Together();
        Together.Told<Map<IdentifierKey, Instant>> since = since(only, tenant, lists, keys);
        try (Connection connection = database.getConnection()) {
            only.run(connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        return since.get();
    }

    Together.Told<Map<IdentifierKey, Instant>> since(
            Together together, TenantId tenant, Collection<ListName> lists, Collection<IdentifierKey> keys) {
        Object[] names = lists.stream().map(ListName::value).toArray();
        return together.ask(
                SINCE,
                (find, first) -> {
                    bindKeys(find, first, keys);
                    find.setObject(first + 2, tenant.value());
                    find.setArray(first + 3, find.getConnection().createArrayOf("text", names));
                    return first + 4;
                },
                SuppressionRows::since);
    }

    private static Map<IdentifierKey, Instant> since(ResultSet rows) throws SQLException {
        Map<IdentifierKey, Instant> found = new HashMap<>();
        while (rows.next()) {
            Instant since = rows.getObject(3, OffsetDateTime.class).toInstant();
            found.put(new IdentifierKey(rows.getInt(1), rows.getBytes(2)), since);
        }
        return found;
    }

    private static void bindKeys(PreparedStatement find, int first, Collection<IdentifierKey> keys)
            throws SQLException {
        Connection connection = find.getConnection();
        Object[] versions = keys.stream().map(IdentifierKey::version).toArray();
        Object[] bytes = keys.stream().map(IdentifierKey::bytes).toArray(byte[][]::new);
        find.setArray(first, connection.createArrayOf("integer", versions));
        find.setArray(first + 1, connection.createArrayOf("bytea", bytes));
    }

    /** Takes away at most so many entries of a slot, and returns how many. */
    int clear(TenantId tenant, ListName list, String slot, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            for (int first : new int[] {1, 4}) {
                clear.setObject(first, tenant.value());
                clear.setString(first + 1, list.value());
                clear.setString(first + 2, slot);
            }
            clear.setInt(7, most);
            return clear.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** What a slot holds, for its readers to compare: rows, blocks that are not empty, and SHA-256 over the ascending keys. */
    record Content(long rows, SortedSet<String> blocks, String digest) {}

    Content content(TenantId tenant, ListName list, String slot) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(KEYS)) {
            find.setFetchSize(FETCH);
            find.setObject(1, tenant.value());
            find.setString(2, list.value());
            find.setString(3, slot);
            try (ResultSet keys = find.executeQuery()) {
                MessageDigest digest = Digests.newSha256();
                SortedSet<String> blocks = new TreeSet<>();
                long rows = 0;
                while (keys.next()) {
                    digest.update(keys.getBytes(1));
                    blocks.add(keys.getString(2));
                    rows++;
                }
                return new Content(rows, blocks, HexFormat.of().formatHex(digest.digest()));
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
