// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The jobs in the database, on the connection of the active transaction. */
@ApplicationScoped
public class Jobs {

    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final String INSERT = """
            INSERT INTO job (tenant, id, kind, controller, client, status, counts, started_at, changed_at)
            VALUES (?, ?, ?, ?, ?, 'RUNNING', '{}', ?, ?)""";
    private static final String UPDATE =
            "UPDATE job SET status = ?, code = ?, counts = ?::jsonb, changed_at = ? WHERE tenant = ? AND id = ?";
    private static final String FIND =
            "SELECT kind, controller, status, code, counts::text, started_at, changed_at FROM job WHERE tenant = ? AND id = ?";

    private final DataSource database;
    private final ObjectMapper json;
    private final InstantSource clock;

    Jobs(DataSource database, ObjectMapper json, InstantSource clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Notes that a job runs. */
    public void start(TenantId tenant, UUID id, String kind, String controller, String client) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, id);
            insert.setString(3, kind);
            insert.setString(4, controller);
            insert.setString(5, client);
            insert.setObject(6, now());
            insert.setObject(7, now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes how far a job is, in the transaction of what it counts. */
    public void note(TenantId tenant, UUID id, JobStatus status, @Nullable String code, Map<String, Long> counts) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, status.name());
            update.setString(2, code);
            update.setString(3, json.writeValueAsString(counts));
            update.setObject(4, now());
            update.setObject(5, tenant.value());
            update.setObject(6, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts cannot be written", e);
        }
    }

    /** Returns a job of the tenant. */
    public Optional<JobView> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(id, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private JobView read(UUID id, ResultSet row) throws SQLException {
        Instant changedAt = row.getObject("changed_at", OffsetDateTime.class).toInstant();
        JobStatus stored = JobStatus.valueOf(row.getString("status"));
        boolean silent = changedAt.isBefore(clock.instant().minus(SILENCE));
        try {
            return new JobView(
                    id,
                    row.getString("kind"),
                    row.getString("controller"),
                    stored == JobStatus.RUNNING && silent ? JobStatus.INTERRUPTED : stored,
                    row.getString("code"),
                    json.readValue(row.getString("counts"), COUNTS),
                    row.getObject("started_at", OffsetDateTime.class).toInstant(),
                    changedAt,
                    null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts cannot be read", e);
        }
    }

    private OffsetDateTime now() {
        return Timestamps.truncate(clock.instant()).atOffset(ZoneOffset.UTC);
    }
}
