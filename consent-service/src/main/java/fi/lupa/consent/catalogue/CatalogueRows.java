// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The versions of all entries, on the connection of the active transaction. */
@ApplicationScoped
class CatalogueRows {

    private static final String COLUMNS = "SELECT kind, id, ordinal, version, body, recorded_at FROM catalogue_entry ";
    private static final String CURRENT =
            COLUMNS + "WHERE tenant = ? AND kind = ? AND id = ? ORDER BY ordinal DESC LIMIT 1";
    private static final String VERSION = COLUMNS + "WHERE tenant = ? AND kind = ? AND id = ? AND version = ?";
    private static final String VERSIONS =
            COLUMNS + "WHERE tenant = ? AND kind = ? AND id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?";
    private static final String NEWEST = """
            SELECT kind, id, ordinal, version, body, recorded_at FROM (
              SELECT DISTINCT ON (id) * FROM catalogue_entry WHERE tenant = ? AND kind = ? AND id > ?
              ORDER BY id, ordinal DESC) AS newest
            """;
    private static final String CONTAINING = NEWEST + "WHERE body @> ?::jsonb ORDER BY id";
    private static final String PAGE = NEWEST + """
                    WHERE ?::text[] IS NULL OR coalesce(body->>'controller', body->>'key') = ANY (?::text[])
                    ORDER BY id LIMIT ?""";
    private static final String INSERT = """
            INSERT INTO catalogue_entry (tenant, kind, id, ordinal, version, body, recorded_at, recorded_by)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?)""";

    private final DataSource database;
    private final TransactionSynchronizationRegistry transactions;
    private final ObjectMapper json;

    CatalogueRows(DataSource database, TransactionSynchronizationRegistry transactions, ObjectMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    Optional<CatalogueEntry> current(TenantId tenant, CatalogueKind kind, String id) {
        return query(CURRENT, tenant, kind, bind -> bind.setString(3, id)).stream()
                .findFirst();
    }

    Optional<CatalogueEntry> version(TenantId tenant, CatalogueKind kind, String id, String version) {
        List<CatalogueEntry> found = query(VERSION, tenant, kind, bind -> {
            bind.setString(3, id);
            bind.setString(4, version);
        });
        return found.stream().findFirst();
    }

    /** All versions of an entry after this ordinal, oldest first. */
    List<CatalogueEntry> versions(TenantId tenant, CatalogueKind kind, String id, int after, int limit) {
        return query(VERSIONS, tenant, kind, bind -> {
            bind.setString(3, id);
            bind.setInt(4, after);
            bind.setInt(5, limit);
        });
    }

    /** The current versions whose body contains this JSON. */
    List<CatalogueEntry> containing(TenantId tenant, CatalogueKind kind, ObjectNode part) {
        return query(CONTAINING, tenant, kind, bind -> {
            bind.setString(3, "");
            bind.setString(4, part.toString());
        });
    }

    /** The current versions with an id after this one; of these controllers only, unless null. */
    List<CatalogueEntry> page(
            TenantId tenant, CatalogueKind kind, String after, int limit, @Nullable List<String> controllers) {
        return query(PAGE, tenant, kind, bind -> {
            Object[] names = controllers == null ? null : controllers.toArray();
            bind.setString(3, after);
            bind.setArray(4, names == null ? null : bind.getConnection().createArrayOf("text", names));
            bind.setArray(5, names == null ? null : bind.getConnection().createArrayOf("text", names));
            bind.setInt(6, limit);
        });
    }

    void insert(TenantId tenant, CatalogueEntry entry, String client) {
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setString(2, entry.kind().wireName());
            insert.setString(3, entry.id());
            insert.setInt(4, entry.ordinal());
            insert.setString(5, entry.version());
            insert.setString(6, entry.body().toString());
            insert.setObject(7, entry.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setString(8, client);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private List<CatalogueEntry> query(String sql, TenantId tenant, CatalogueKind kind, Binding binding) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, tenant.value());
            statement.setString(2, kind.wireName());
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<CatalogueEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(read(rows));
                }
                return List.copyOf(entries);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Without a transaction no tenant is set, and the catalogue would look empty. */
    private Connection connection() throws SQLException {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("the catalogue is read and written inside a transaction only");
        }
        return database.getConnection();
    }

    private CatalogueEntry read(ResultSet row) throws SQLException {
        try {
            return new CatalogueEntry(
                    CatalogueKind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    (ObjectNode) json.readTree(row.getString(5)),
                    row.getObject(6, OffsetDateTime.class).toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored body is no JSON", e);
        }
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
