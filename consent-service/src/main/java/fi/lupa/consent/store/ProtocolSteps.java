// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * The single statements of the write protocol, each on the connection of the active transaction.
 *
 * <p>One statement each on purpose: under READ COMMITTED what is read after a lock must be read by a statement that began after it.
 */
@ApplicationScoped
class ProtocolSteps {

    private static final String TENANT = "SELECT set_config('lupa.tenant', ?, true)";
    private static final String READ_ONLY_TENANT = TENANT + ", set_config('transaction_read_only', 'on', true)";
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(?)";
    private static final String LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(?)";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest(?) AS number";
    private static final String SUBJECTS = """
            SELECT i.key_version, i.key, i.subject FROM identifier i
            JOIN unnest(?, ?) AS asked (key_version, key) ON i.key_version = asked.key_version AND i.key = asked.key
            WHERE i.tenant = ?""";
    private static final String NO_XID = "SELECT pg_current_xact_id_if_assigned() IS NULL";
    private static final String XID = "SELECT pg_current_xact_id()::text";

    private final DataSource database;

    ProtocolSteps(DataSource database) {
        this.database = database;
    }

    /** (1) Shows the transaction this tenant's rows and no other's. */
    void setTenant(TenantId tenant, boolean readOnly) {
        query(readOnly ? READ_ONLY_TENANT : TENANT, bind -> bind.setString(1, tenant.toString()), ResultSet::next);
    }

    /** (2) Claims the lock if nobody holds it. */
    boolean tryLock(long number) {
        return query(TRY_LOCK, bind -> bind.setLong(1, number), ProtocolSteps::truth);
    }

    /** Waits for the lock together with all others who share it. */
    void lockShared(long number) {
        query(LOCK_SHARED, bind -> bind.setLong(1, number), ResultSet::next);
    }

    /** (4), (6) Waits for the locks, one after the other, ascending: two transactions never wait for each other. */
    void lock(LongStream numbers) {
        Object[] ascending = numbers.sorted().distinct().boxed().toArray();
        if (ascending.length > 0) {
            query(LOCK, bind -> bind.setArray(1, array(bind, "bigint", ascending)), ResultSet::next);
        }
    }

    /** (5), (7) Reads which subjects have these identifiers now. */
    Map<IdentifierKey, SubjectId> subjects(TenantId tenant, Collection<IdentifierKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Object[] versions = keys.stream().map(IdentifierKey::version).toArray();
        Object[] bytes = keys.stream().map(IdentifierKey::bytes).toArray(byte[][]::new);
        return query(
                SUBJECTS,
                bind -> {
                    bind.setArray(1, array(bind, "integer", versions));
                    bind.setArray(2, array(bind, "bytea", bytes));
                    bind.setObject(3, tenant.value());
                },
                ProtocolSteps::readSubjects);
    }

    /** (8) Tells whether nothing has given the transaction a number yet. */
    boolean hasNoXid() {
        return query(NO_XID, bind -> {}, ProtocolSteps::truth);
    }

    /** Gives the transaction its number, and with it its place in the journal. */
    long xid() {
        return query(XID, bind -> {}, rows -> Long.parseLong(text(rows)));
    }

    private static Map<IdentifierKey, SubjectId> readSubjects(ResultSet rows) throws SQLException {
        Map<IdentifierKey, SubjectId> found = new HashMap<>();
        while (rows.next()) {
            found.put(new IdentifierKey(rows.getInt(1), rows.getBytes(2)), SubjectId.parse(rows.getString(3)));
        }
        return Map.copyOf(found);
    }

    private static boolean truth(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean(1);
    }

    private static String text(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    private static Array array(PreparedStatement statement, String type, Object[] values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values);
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
