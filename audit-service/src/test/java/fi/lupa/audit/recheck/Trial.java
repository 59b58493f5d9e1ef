// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.log.LogKit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** One transaction of a superuser who has taken every protection away: each change is tried, looked at by a pass of the recheck, and taken back. */
final class Trial implements AutoCloseable {

    private static final String PROTECTIONS_OFF = """
            ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger DISABLE;
            SET LOCAL session_replication_role = replica;
            DO $$ DECLARE t record; BEGIN
              FOR t IN SELECT DISTINCT c.relname, g.tgname FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
                WHERE g.tgname IN ('append_only_rows', 'append_only_table') AND NOT c.relispartition LOOP
                EXECUTE format('ALTER TABLE %I DISABLE TRIGGER %I', t.relname, t.tgname);
              END LOOP;
              FOR t IN SELECT c.relname FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
                WHERE g.tgname = 'append_only_table' AND c.relispartition LOOP
                EXECUTE format('ALTER TABLE %I DISABLE TRIGGER append_only_table', t.relname);
              END LOOP;
            END $$""";

    /** What the code under test may not do to the transaction. */
    private static final Set<String> WITHHELD = Set.of("commit", "rollback", "setAutoCommit", "close");

    private final Connection connection;
    private final Recheck recheck;

    Trial(LogKit kit, SigningKit signing) throws SQLException {
        connection = kit.superuser().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(PROTECTIONS_OFF);
        }
        recheck = RecheckPass.with(signing.keys(), signing.history());
    }

    /** Something that is done to the log, and what comes of it. */
    @FunctionalInterface
    interface Change<T> {

        T make(Connection superuser) throws SQLException;
    }

    /** What was done, and what the pass says of it. */
    record Outcome<T>(T made, List<Finding> findings) {}

    <T> Outcome<T> after(Change<T> change) throws SQLException {
        Savepoint untouched = connection.setSavepoint();
        Outcome<T> outcome = new Outcome<>(change.make(connection), findings());
        connection.rollback(untouched);
        connection.releaseSavepoint(untouched);
        return outcome;
    }

    private List<Finding> findings() throws SQLException {
        Connection shared = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (WITHHELD.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        return recheck.pass(shared, entries -> {});
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
