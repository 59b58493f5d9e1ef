// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows on their way into one statement, as the JSON array that {@code jsonb_to_recordset} takes. */
final class Rows {

    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();

    /** Adds an empty row to be filled. */
    ObjectNode add() {
        return rows.addObject();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Runs the statement with all rows as its one parameter, unless there are none. */
    void into(Connection connection, String sql) throws SQLException {
        if (isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.toString());
            statement.execute();
        }
    }

    /** Does the same with a statement that returns one text a row. */
    List<String> returning(Connection connection, String sql) throws SQLException {
        List<String> returned = new ArrayList<>();
        if (isEmpty()) {
            return returned;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.toString());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    returned.add(result.getString(1));
                }
            }
        }
        return returned;
    }
}
