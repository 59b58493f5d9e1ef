// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that go to the database in one round trip.
 *
 * <p>They stay statements of their own: each begins when the one before it has ended, and under READ COMMITTED sees what was committed until
 * then, so that one which reads may follow the one that waited for a lock. If one fails, those after it are not run. What they tell is known
 * once {@link #run} has returned; then others may be added. Not thread-safe.
 */
public final class Together {

    private final List<Step<?>> steps = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();

    /** Binds a statement's parameters, the first to this one; returns the number of the parameter after its last. */
    @FunctionalInterface
    public interface Binding {
        int bind(PreparedStatement statement, int first) throws SQLException;
    }

    /** Reads what a statement returns. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** What a statement tells, once it was run. */
    public static final class Told<T> {

        private @Nullable T value;

        /** Throws IllegalStateException as long as the statement was not run. */
        public T get() {
            if (value == null) {
                throw new IllegalStateException("the statement was not run yet");
            }
            return value;
        }
    }

    private record Step<T>(
            String sql, Binding binding, @Nullable Reading<T> reading, Told<T> told) {

        /** A statement without a reading tells how many rows it has changed. */
        @SuppressWarnings("unchecked")
        void take(PreparedStatement statement) throws SQLException {
            if (reading == null) {
                told.value = (T) Integer.valueOf(statement.getUpdateCount());
                return;
            }
            try (ResultSet rows = statement.getResultSet()) {
                told.value = reading.read(rows);
            }
        }
    }

    /** Adds a statement that returns rows. */
    public <T> Told<T> ask(String sql, Binding binding, Reading<T> reading) {
        return add(new Step<>(sql, binding, reading, new Told<>()));
    }

    /** Adds a statement that changes rows; it tells how many. */
    public Told<Integer> change(String sql, Binding binding) {
        return add(new Step<>(sql, binding, null, new Told<>()));
    }

    /** Adds the statement whose parameters are these columns and nothing else, unless there are no rows. */
    public Told<Integer> change(String sql, Rows rows) {
        if (!rows.isEmpty()) {
            return change(sql, rows::bind);
        }
        Told<Integer> none = new Told<>();
        none.value = 0;
        return none;
    }

    private <T> Told<T> add(Step<T> step) {
        steps.add(step);
        return step.told();
    }

    /** Adds what has to be looked at once the statements were run; it throws what the transaction must not be committed for. */
    public void check(Runnable check) {
        checks.add(check);
    }

    /** Runs the statements in the order in which they were added, then the checks. */
    public void run(Connection connection) throws SQLException {
        List<Step<?>> now = List.copyOf(steps);
        List<Runnable> then = List.copyOf(checks);
        steps.clear();
        checks.clear();
        if (!now.isEmpty()) {
            run(connection, now);
        }
        then.forEach(Runnable::run);
    }

    private static void run(Connection connection, List<Step<?>> steps) throws SQLException {
        String all = steps.stream().map(Step::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            int next = 1;
            for (Step<?> step : steps) {
                next = step.binding().bind(statement, next);
            }
            statement.execute();
            for (Step<?> step : steps) {
                step.take(statement);
                statement.getMoreResults();
            }
        }
    }
}
