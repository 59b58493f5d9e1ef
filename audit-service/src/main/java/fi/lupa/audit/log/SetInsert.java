// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a whole set of rows by one statement over arrays; COPY would be refused under row-level security.
 *
 * <p>The arrays are of the types that the driver sends as they are; of all others it makes one long text, at several times the cost.
 */
final class SetInsert<R> {

    private static final Map<String, IntFunction<@Nullable Object[]>> ARRAYS =
            Map.of("text", String[]::new, "integer", Integer[]::new, "bigint", Long[]::new, "bytea", byte[][]::new);

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
                Object[] values =
                        rows.stream().map(column.value()).toArray(Objects.requireNonNull(ARRAYS.get(column.type())));
                statement.setArray(parameter++, connection.createArrayOf(column.type(), values));
            }
            statement.executeUpdate();
        }
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

        static <R> Column<R> uuid(String name, Function<R, UUID> value) {
            return new Column<>(
                    name, "text", name + "::uuid", row -> value.apply(row).toString());
        }

        static <R> Column<R> time(String name, Function<R, Instant> value) {
            return new Column<>(
                    name, "bigint", "to_timestamp(" + name + " / 1000::double precision)", row -> value.apply(row)
                            .toEpochMilli());
        }
    }
}
