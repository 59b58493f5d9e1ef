// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one statement: each column goes as one array, and {@code unnest} in the statement makes rows of them again, in this order. */
public final class Rows {

    private final List<String> types;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Rows of columns of these SQL types; instants go as their text, {@code timestamptz}. */
    public Rows(String... types) {
        this.types = List.of(types);
    }

    /** Adds a row. */
    public void add(@Nullable Object... values) {
        if (values.length != types.size()) {
            throw new IllegalArgumentException("a row has a value for each column");
        }
        rows.add(values);
    }

    public int size() {
        return rows.size();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Binds each column, the first to this parameter; returns the number of the parameter after the last. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        Connection connection = statement.getConnection();
        for (int column = 0; column < types.size(); column++) {
            statement.setArray(first + column, connection.createArrayOf(types.get(column), values(column)));
        }
        return first + types.size();
    }

    /** Runs the statement whose parameters are these columns and nothing else; returns how many rows it has changed. */
    public int run(Connection connection, String sql) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1);
            return statement.executeUpdate();
        }
    }

    /** Arrays of these very types go to the database in binary form. */
    private @Nullable Object[] values(int column) {
        @Nullable
        Object[] values =
                switch (types.get(column)) {
                    case "bytea" -> new byte[rows.size()][];
                    case "integer" -> new Integer[rows.size()];
                    case "bigint" -> new Long[rows.size()];
                    case "text" -> new String[rows.size()];
                    default -> new Object[rows.size()];
                };
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.get(row)[column];
        }
        return values;
    }
}
