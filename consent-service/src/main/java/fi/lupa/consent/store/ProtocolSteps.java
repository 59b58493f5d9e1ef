// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * The single statements of the write protocol, on the connection of the active transaction; those that need no decision between them go in
 * one round trip.
 *
 * <p>Statements of their own on purpose: under READ COMMITTED what is read after a lock must be read by a statement that began after it.
 */
@ApplicationScoped
class ProtocolSteps {

    private static final String TENANT = "SELECT set_config('lupa.tenant', ?, true)";
    private static final String READ_ONLY_TENANT = TENANT + ", set_config('transaction_read_only', 'on', true)";
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    private static final String TENANT_FOR_LONG =
            TENANT + ", set_config('idle_in_transaction_session_timeout', ?, true), pg_try_advisory_xact_lock(?)";
    private static final String CLAIM = TENANT + ", pg_try_advisory_xact_lock(?)";
    private static final String LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(number) FROM unnest(?) AS number";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest(?) AS number";
    private static final String LOOK = """
            SELECT look.unnumbered, look.stamp, known.key_version, known.key, known.subject
            FROM (SELECT pg_current_xact_id_if_assigned() IS NULL AS unnumbered,
                (SELECT stamp FROM catalogue_stamp WHERE tenant = ?) AS stamp) AS look
            LEFT JOIN (SELECT i.key_version, i.key, i.subject FROM identifier i
              JOIN unnest(?, ?) AS asked (key_version, key) ON i.key_version = asked.key_version AND i.key = asked.key
              WHERE i.tenant = ?) AS known ON true""";
    private static final String XID = "SELECT pg_current_xact_id()::text";

    private final DataSource database;

    ProtocolSteps(DataSource database) {
        this.database = database;
    }

    /**
     * What is so once locks are held.
     *
     * @param subjects which subjects have the identifiers
     * @param unnumbered whether nothing has given the transaction a number yet
     * @param catalogue the stamp of the tenant's catalogue
     */
    record Held(Map<IdentifierKey, SubjectId> subjects, boolean unnumbered, Optional<UUID> catalogue) {}

    /** (1) Shows the transaction this tenant's rows and no other's. */
    void setTenant(TenantId tenant, boolean readOnly) {
        Together only = new Together();
        only.ask(readOnly ? READ_ONLY_TENANT : TENANT, (bind, first) -> bindText(bind, first, tenant), ResultSet::next);
        run(only);
    }

    /**
     * Shows the transaction this tenant's rows as they are now and will be for it until it ends; it can write nothing. If it is left alone for longer
     * than that, the database ends it. Tells whether it has the lock, which nobody else had.
     */
    boolean setSnapshot(TenantId tenant, Duration idle, long number) {
        Together both = new Together();
        both.change(SNAPSHOT, (bind, first) -> first);
        Together.Told<Boolean> mine = both.ask(
                TENANT_FOR_LONG,
                (bind, first) -> {
                    bind.setString(first + 1, Long.toString(idle.toMillis()));
                    bind.setLong(first + 2, number);
                    return bindText(bind, first, tenant) + 2;
                },
                rows -> rows.next() && rows.getBoolean(3));
        run(both);
        return mine.get();
    }

    /** (1), (2) Shows the transaction the tenant's rows and claims the lock if nobody holds it; tells whether it is held now. */
    Together.Told<Boolean> claim(Together together, TenantId tenant, long number) {
        return together.ask(
                CLAIM,
                (bind, first) -> {
                    bind.setLong(first + 1, number);
                    return bindText(bind, first, tenant) + 1;
                },
                rows -> rows.next() && rows.getBoolean(2));
    }

    /**
     * (4) to (6) Waits for the locks, one after the other, ascending, so that two transactions never wait for each other; first for those that it
     * shares with all others who want them shared. Then reads which subjects have the identifiers, and (8) whether there is a number yet.
     */
    Held hold(TenantId tenant, LongStream shared, LongStream numbers, Collection<IdentifierKey> keys) {
        Object[] versions = keys.stream().map(IdentifierKey::version).toArray();
        Object[] bytes = keys.stream().map(IdentifierKey::bytes).toArray(byte[][]::new);
        Together together = new Together();
        lock(together, LOCK_SHARED, shared);
        lock(together, LOCK, numbers);
        Together.Told<Held> held = together.ask(
                LOOK,
                (bind, first) -> {
                    bind.setObject(first, tenant.value());
                    bind.setArray(first + 1, array(bind, "integer", versions));
                    bind.setArray(first + 2, array(bind, "bytea", bytes));
                    bind.setObject(first + 3, tenant.value());
                    return first + 4;
                },
                ProtocolSteps::readHeld);
        run(together);
        return held.get();
    }

    private static void lock(Together together, String sql, LongStream numbers) {
        Object[] ascending = numbers.sorted().distinct().boxed().toArray();
        if (ascending.length > 0) {
            together.ask(
                    sql,
                    (bind, first) -> {
                        bind.setArray(first, array(bind, "bigint", ascending));
                        return first + 1;
                    },
                    ResultSet::next);
        }
    }

    /** Gives the transaction its number, and with it its place in the journal. */
    Together.Told<Long> xid(Together together) {
        return together.ask(XID, (bind, first) -> first, rows -> {
            rows.next();
            return Long.valueOf(rows.getString(1));
        });
    }

    /** One row if nobody is known, otherwise a row for each identifier that is. */
    private static Held readHeld(ResultSet rows) throws SQLException {
        Map<IdentifierKey, SubjectId> subjects = new HashMap<>();
        boolean unnumbered = false;
        Optional<UUID> stamp = Optional.empty();
        while (rows.next()) {
            unnumbered = rows.getBoolean(1);
            stamp = Optional.ofNullable(rows.getObject(2, UUID.class));
            String subject = rows.getString(5);
            if (subject != null) {
                subjects.put(new IdentifierKey(rows.getInt(3), rows.getBytes(4)), SubjectId.parse(subject));
            }
        }
        return new Held(Map.copyOf(subjects), unnumbered, stamp);
    }

    private static int bindText(PreparedStatement statement, int first, TenantId tenant) throws SQLException {
        statement.setString(first, tenant.toString());
        return first + 1;
    }

    private static Array array(PreparedStatement statement, String type, Object[] values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values);
    }

    /** Runs the statements on the connection of the active transaction. */
    void run(Together together) {
        try (Connection connection = database.getConnection()) {
            together.run(connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
