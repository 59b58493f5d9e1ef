// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of imports, on the connection of the active transaction. */
@ApplicationScoped
class ImportSpool {

    private static final String START = """
            INSERT INTO import_job (tenant, id, tenant_key, dry_run, columns, holder, wrapped) VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD =
            "INSERT INTO import_block (tenant, job, ordinal, sealed) SELECT * FROM unnest(?, ?, ?, ?)";
    private static final String RECEIVED = "UPDATE import_job SET blocks = ? WHERE tenant = ? AND id = ?";
    private static final String OPEN = """
            SELECT i.id FROM import_job i WHERE i.tenant = ? AND i.wrapped IS NOT NULL AND i.blocks IS NOT NULL
              AND (i.claimed_at IS NULL OR i.claimed_at < ?) ORDER BY i.id""";
    private static final String CLAIM = """
            UPDATE import_job SET claimed_at = ? WHERE tenant = ? AND id = ? AND (claimed_at IS NULL OR claimed_at < ?)""";
    private static final String FIND = """
            SELECT i.tenant_key, j.controller, j.client, i.dry_run, i.columns, i.holder, i.wrapped, i.blocks, i.next_block
            FROM import_job i JOIN job j ON j.tenant = i.tenant AND j.id = i.id
            WHERE i.tenant = ? AND i.id = ? AND i.wrapped IS NOT NULL AND i.blocks IS NOT NULL""";
    private static final String RELEASE = "UPDATE import_job SET claimed_at = NULL WHERE tenant = ? AND id = ?";
    private static final String ADVANCE = """
            UPDATE import_job SET next_block = ?, failures = 0, claimed_at = ? WHERE tenant = ? AND id = ? AND next_block = ?""";
    private static final String FAILED =
            "UPDATE import_job SET failures = failures + 1 WHERE tenant = ? AND id = ? RETURNING failures";
    private static final String SEALED = "SELECT sealed FROM import_block WHERE tenant = ? AND job = ? AND ordinal = ?";
    private static final String DONE =
            "UPDATE import_block SET sealed = NULL, report = ? WHERE tenant = ? AND job = ? AND ordinal = ?";
    private static final String FORGET_KEY =
            "UPDATE import_job SET wrapped = NULL, claimed_at = NULL WHERE tenant = ? AND id = ?";
    private static final String EMPTY =
            "UPDATE import_block SET sealed = NULL WHERE tenant = ? AND job = ? AND sealed IS NOT NULL";
    private static final String BROKEN_OFF = """
            SELECT i.id FROM import_job i JOIN job j ON j.tenant = i.tenant AND j.id = i.id
            WHERE i.tenant = ? AND i.wrapped IS NOT NULL AND i.blocks IS NULL AND j.changed_at < ?""";
    private static final String REPORT = """
            SELECT report FROM import_block WHERE tenant = ? AND job = ? AND ordinal >= ? AND report IS NOT NULL
            ORDER BY ordinal LIMIT ?""";

    private final DataSource database;

    ImportSpool(DataSource database) {
        this.database = database;
    }

    void start(ImportJob job) {
        try (Connection connection = database.getConnection();
                PreparedStatement start = connection.prepareStatement(START)) {
            List<String> columns = job.columns();
            @Nullable Array named = columns == null ? null : connection.createArrayOf("text", columns.toArray());
            bind(start, job.tenant().value(), job.id(), job.tenantKey(), job.dryRun(), named);
            start.setString(6, job.holder().value());
            start.setBytes(7, job.wrapped());
            start.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Adds blocks, the first under this number. */
    void add(TenantId tenant, UUID job, int first, List<byte[]> sealed) {
        Rows rows = new Rows("uuid", "uuid", "integer", "bytea");
        for (int i = 0; i < sealed.size(); i++) {
            rows.add(tenant.value(), job, first + i, sealed.get(i));
        }
        try (Connection connection = database.getConnection()) {
            rows.run(connection, ADD);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes that the body was read whole: from now on the import goes on by itself. */
    void received(TenantId tenant, UUID job, int blocks) {
        run(RECEIVED, blocks, tenant.value(), job);
    }

    List<UUID> open(TenantId tenant, Instant silentSince) {
        return ids(OPEN, tenant, silentSince);
    }

    /** Those whose body never came whole and that nothing was heard of since then. */
    List<UUID> brokenOff(TenantId tenant, Instant silentSince) {
        return ids(BROKEN_OFF, tenant, silentSince);
    }

    /** Takes the import for this process, unless another was heard of since then. */
    boolean claim(TenantId tenant, UUID job, Instant now, Instant silentSince) {
        return run(CLAIM, utc(now), tenant.value(), job, utc(silentSince)) == 1;
    }

    void release(TenantId tenant, UUID job) {
        run(RELEASE, tenant.value(), job);
    }

    /** Goes on to the next block; false if somebody else has done so. */
    boolean advance(TenantId tenant, UUID job, int done, Instant now) {
        return run(ADVANCE, done + 1, utc(now), tenant.value(), job, done) == 1;
    }

    /** Notes what came of a block, and forgets its lines. */
    void done(TenantId tenant, UUID job, int ordinal, String report) {
        run(DONE, report, tenant.value(), job, ordinal);
    }

    /** Destroys the key and whatever was sealed under it. */
    void forget(TenantId tenant, UUID job) {
        run(FORGET_KEY, tenant.value(), job);
        run(EMPTY, tenant.value(), job);
    }

    /** Counts a failure and returns how many there were in a row. */
    int failed(TenantId tenant, UUID job) {
        try (Connection connection = database.getConnection();
                PreparedStatement failed = connection.prepareStatement(FAILED)) {
            bind(failed, tenant.value(), job);
            try (ResultSet row = failed.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<ImportJob> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            bind(find, tenant.value(), id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(tenant, id, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static ImportJob read(TenantId tenant, UUID id, ResultSet row) throws SQLException {
        Array columns = row.getArray("columns");
        return new ImportJob(
                tenant,
                id,
                row.getString("tenant_key"),
                row.getString("controller"),
                row.getString("client"),
                row.getBoolean("dry_run"),
                columns == null ? null : List.of((String[]) columns.getArray()),
                SubjectId.parse(row.getString("holder")),
                row.getBytes("wrapped"),
                row.getInt("blocks"),
                row.getInt("next_block"));
    }

    byte @Nullable [] sealed(TenantId tenant, UUID job, int ordinal) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(SEALED)) {
            bind(find, tenant.value(), job, ordinal);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Returns the reports of at most so many blocks from this one on. */
    List<String> report(TenantId tenant, UUID job, int from, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(REPORT)) {
            bind(find, tenant.value(), job, from, most);
            try (ResultSet rows = find.executeQuery()) {
                List<String> reports = new ArrayList<>();
                while (rows.next()) {
                    reports.add(rows.getString(1));
                }
                return reports;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private List<UUID> ids(String sql, TenantId tenant, Instant before) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(sql)) {
            bind(find, tenant.value(), utc(before));
            try (ResultSet rows = find.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Object utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
