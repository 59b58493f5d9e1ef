// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Checks in PostgreSQL, each within its tenant. Blocks; what fails is DATABASE_UNAVAILABLE. */
@Singleton
final class CheckStore {

    private static final Logger LOG = Logger.getLogger(CheckStore.class);
    private static final String BEGIN =
            "INSERT INTO audience_check (tenant, id, client, status, started_at, keep_until, receipt) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String FINISH =
            "UPDATE audience_check SET status = ?, receipt = ? WHERE tenant = ? AND id = ?";
    private static final String FIND = "SELECT client, status, receipt, keep_until FROM audience_check WHERE id = ?";
    private static final String ADD =
            "INSERT INTO audience_piece (tenant, check_id, kind, n, keep_until, sealed) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String PIECE =
            "SELECT sealed FROM audience_piece WHERE check_id = ? AND kind = ? AND n = ? AND keep_until > ?";
    private static final String SWEEP = "DELETE FROM audience_piece WHERE keep_until < now()";

    private final javax.sql.DataSource reader;
    private final javax.sql.DataSource writer;
    private final CheckEvents events;
    private final Sealing sealing;
    private final ObjectMapper json;

    CheckStore(
            javax.sql.DataSource reader,
            @DataSource("writer") javax.sql.DataSource writer,
            CheckEvents events,
            Sealing sealing,
            ObjectMapper json) {
        this.reader = reader;
        this.writer = writer;
        this.events = events;
        this.sealing = sealing;
        this.json = json;
    }

    /** What pieces are sealed with, and until when they are kept. */
    @Singleton
    record Sealing(Seals seals, AudienceConfig config, InstantSource clock) {}

    /** A check as it is stored. */
    record Stored(String client, String status, String receipt, Instant keepUntil) {}

    private interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** Stores that a check has begun. */
    void begin(CheckOrder order, Receipt running) {
        Instant until = order.startedAt().plus(sealing.config().kept());
        in(
                writer,
                order.caller().tenant(),
                connection -> update(
                        connection,
                        BEGIN,
                        order.caller().tenant().value(),
                        order.id(),
                        order.caller().client(),
                        running.status(),
                        Timestamp.from(order.startedAt()),
                        Timestamp.from(until),
                        text(running)));
    }

    /** Stores how it ended, and the event that tells the log, in one transaction. */
    void finish(TenantId tenant, Receipt receipt) {
        in(writer, tenant, connection -> {
            update(connection, FINISH, receipt.status(), text(receipt), tenant.value(), receipt.id());
            events.add(connection, tenant, receipt);
            return receipt;
        });
    }

    /** Seals and stores a piece. */
    void add(Seals.Place place, byte[] plain) {
        Instant until = sealing.clock().instant().plus(sealing.config().kept());
        byte[] sealed = sealing.seals().seal(place, plain);
        in(
                writer,
                place.tenant(),
                connection -> update(
                        connection,
                        ADD,
                        place.tenant().value(),
                        place.check(),
                        String.valueOf(place.kind()),
                        place.n(),
                        Timestamp.from(until),
                        sealed));
    }

    /** Returns a check of this tenant. */
    Optional<Stored> find(TenantId tenant, UUID id) {
        return in(reader, tenant, connection -> {
            try (PreparedStatement statement = prepared(connection, FIND, id);
                    ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Stored(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant()))
                        : Optional.empty();
            }
        });
    }

    /** Returns a piece in clear; empty after the last, and after its day. */
    Optional<byte[]> piece(Seals.Place place) {
        Timestamp now = Timestamp.from(sealing.clock().instant());
        return in(reader, place.tenant(), connection -> {
                    try (PreparedStatement statement = prepared(
                                    connection, PIECE, place.check(), String.valueOf(place.kind()), place.n(), now);
                            ResultSet row = statement.executeQuery()) {
                        return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
                    }
                })
                .map(bytes -> sealing.seals().open(place, bytes));
    }

    /** Deletes what is past its day, of all tenants. */
    void sweep() {
        try (Connection connection = writer.getConnection()) {
            update(connection, SWEEP);
        } catch (SQLException e) {
            LOG.warnf("Pieces of audience checks cannot be deleted: state=%s", e.getSQLState());
        }
    }

    private static <T> T in(javax.sql.DataSource source, TenantId tenant, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                setTenant(connection, tenant);
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("An audience check cannot be stored or read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private static void setTenant(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = prepared(
                connection,
                "SELECT set_config('lupa.tenant', ?, true)",
                tenant.value().toString())) {
            statement.execute();
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private String text(Receipt receipt) {
        try {
            return json.writeValueAsString(receipt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt cannot be written", e);
        }
    }
}
