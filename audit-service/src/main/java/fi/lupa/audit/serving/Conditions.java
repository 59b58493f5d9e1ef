// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query with their values, in the order of the question marks. */
final class Conditions {

    private final List<String> terms = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Conditions and(String term, Object... given) {
        terms.add(term);
        values.addAll(List.of(given));
        return this;
    }

    Conditions andIfGiven(String term, @Nullable Object value) {
        return value == null ? this : and(term, value);
    }

    String sql() {
        return String.join(" AND ", terms);
    }

    /** Sets all values and returns the number of the parameter after them. */
    int setOn(PreparedStatement statement) throws SQLException {
        int parameter = 1;
        for (Object value : values) {
            statement.setObject(parameter++, value);
        }
        return parameter;
    }
}
