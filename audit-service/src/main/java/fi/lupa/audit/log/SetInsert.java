// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts a whole set of rows by one statement over arrays; COPY would be refused under row-level security. */
final class SetInsert<R> {

    private final List<Column<R>> columns;
    private final String sql;

    SetInsert(String table, List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String chosen = columns.stream().map(Column::expression).collect(Collectors.joining(", "));
        String arrays = columns.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", "));
        this.sql = "INSERT INTO " + table + " (" + names + ") SELECT " + chosen + " FROM unnest(" + arrays + ") AS r ("
                + names + ")";
    }

    void into(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Column<R> column : columns) {
                Object[] values = rows.stream().map(column.value()).toArray();
                Array array =
                        connection.createArrayOf(column.type(), column.type().equals("bytea") ? bytes(values) : values);
                statement.setArray(parameter++, array);
            }
            statement.executeUpdate();
        }
    }

    private static Object[] bytes(Object[] values) {
        byte[][] arrays = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            arrays[i] = (byte[]) values[i];
        }
        return arrays;
    }

    /**
     * A column and where its value comes from.
     *
     * @param expression what is inserted, in terms of the row's array elements
     */
    record Column<R>(String name, String type, String expression, Function<R, ? extends @Nullable Object> value) {

        static <R> Column<R> of(String name, String type, Function<R, ? extends @Nullable Object> value) {
            return new Column<>(name, type, name, value);
        }
    }
}
