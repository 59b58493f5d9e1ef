// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.audit.merkle.Rfc6962;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored line with what stands beside it.
 *
 * @param hash the leaf hash as stored
 * @param columns event id, kind, subject, controller and purpose as stored, by which readers find the line
 */
@SuppressWarnings("ArrayRecordComponent") // Hashed, never compared.
record StoredEntry(long index, byte[] line, byte[] hash, List<@Nullable String> columns) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of("id", "kind", "sub", "ctl", "purp");
    private static final String RANGE =
            "SELECT idx, leaf, leaf_hash, event_id, kind, subject, controller, purpose FROM entry"
                    + " WHERE tenant = ? AND year = ? AND idx >= ? AND idx < ? ORDER BY idx";

    static List<StoredEntry> read(Connection connection, RecheckedLog log, long from, long until) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = log.prepare(connection, RANGE)) {
            statement.setLong(3, from);
            statement.setLong(4, until);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<@Nullable String> columns = Arrays.asList(
                            row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8));
                    entries.add(new StoredEntry(row.getLong(1), row.getBytes(2), row.getBytes(3), columns));
                }
            }
        }
        return entries;
    }

    boolean hashIsOfLine() {
        return Arrays.equals(Rfc6962.leafHash(line), hash);
    }

    /** Says whether readers find the line by what is in it. */
    boolean columnsAreOfLine() {
        try {
            JsonNode leaf = JSON.readTree(line);
            for (int i = 0; i < MEMBERS.size(); i++) {
                if (!Objects.equals(leaf.path(MEMBERS.get(i)).textValue(), columns.get(i))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
