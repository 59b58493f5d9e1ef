// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fi.lupa.audit.leaf.Concerns;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored line with what stands beside it.
 *
 * @param leaf what the line says; missing if it cannot be read
 * @param hash the leaf hash as stored
 * @param columns event id, kind, subject, controller, purpose and three times as stored, by which readers find the line
 * @param concerns the controllers for all of whom its reader acts, as stored
 */
@SuppressWarnings("ArrayRecordComponent") // Hashed, never compared.
record StoredEntry(
        long index, byte[] line, JsonNode leaf, byte[] hash, List<@Nullable String> columns, List<String> concerns) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of("id", "kind", "sub", "ctl", "purp", "at", "rec", "log");
    private static final String RANGE =
            "SELECT idx, leaf, leaf_hash, event_id, kind, subject, controller, purpose, at, recorded_at, logged_at,"
                    + " concerns FROM entry"
                    + " WHERE tenant = ? AND year = ? AND idx >= ? AND idx < ? ORDER BY idx";

    static List<StoredEntry> read(Connection connection, RecheckedLog log, long from, long until) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = log.prepare(connection, RANGE)) {
            statement.setLong(3, from);
            statement.setLong(4, until);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byte[] line = row.getBytes(2);
                    entries.add(new StoredEntry(
                            row.getLong(1), line, parsed(line), row.getBytes(3), columns(row), concerns(row)));
                }
            }
        }
        return entries;
    }

    private static JsonNode parsed(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static List<@Nullable String> columns(ResultSet row) throws SQLException {
        List<@Nullable String> columns = new ArrayList<>();
        for (int text = 4; text <= 8; text++) {
            columns.add(row.getString(text));
        }
        for (int time = 9; time <= 11; time++) {
            columns.add(
                    Timestamps.format(row.getObject(time, OffsetDateTime.class).toInstant()));
        }
        return columns;
    }

    private static List<String> concerns(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray(12).getArray());
    }

    boolean hashIsOfLine() {
        return Arrays.equals(Rfc6962.leafHash(line), hash);
    }

    /** Says whether readers find the line by what is in it. */
    boolean columnsAreOfLine() {
        for (int i = 0; i < MEMBERS.size(); i++) {
            if (!Objects.equals(text(MEMBERS.get(i)), columns.get(i))) {
                return false;
            }
        }
        return Concerns.of(leaf).map(concerns::equals).orElse(true);
    }

    /** Returns a member of the line; null if there is none, or it is no text. */
    @Nullable
    String text(String member) {
        return leaf.path(member).textValue();
    }

    /** Returns a number of the line; null if there is none. */
    @Nullable
    Long number(String member) {
        JsonNode number = leaf.path(member);
        return number.isIntegralNumber() ? number.longValue() : null;
    }
}
