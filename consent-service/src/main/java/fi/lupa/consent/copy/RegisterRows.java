// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads who is in a register, a page at a time, on the connection of the active transaction. */
@ApplicationScoped
class RegisterRows {

    private static final String PEOPLE = """
        SELECT id, status, state::text FROM subject
        WHERE tenant = ? AND domain = ? AND id > ? AND status <> 'MERGED' ORDER BY id LIMIT ?""";

    /** Whoever has become part of a person is the person. */
    private static final String EVENTS = """
        WITH RECURSIVE became (person, id) AS (
          SELECT one, one FROM unnest(?) AS one
          UNION SELECT b.person, s.id FROM subject s JOIN became b ON s.tenant = ? AND s.merged_into = b.id)
        SELECT b.person, j.event_id FROM became b JOIN journal j ON j.tenant = ? AND j.subject = b.id
        WHERE j.payload ->> 'controller' = ? ORDER BY b.person, j.epoch, j.xid, j.position""";

    private static final String VALUES =
            "SELECT subject, ref, ciphertext FROM vault_identifier WHERE tenant = ? AND subject = ANY (?)";

    private final DataSource database;

    RegisterRows(DataSource database) {
        this.database = database;
    }

    /** Somebody in a register, erased or not. */
    record Somebody(SubjectId id, boolean erased, String state) {

        @Override
        public String toString() {
            return "Somebody[" + id + "]";
        }
    }

    /** The next people after this one, in the order of their ids. */
    List<Somebody> people(TenantId tenant, UUID domain, String after, int most) {
        return list(
                PEOPLE,
                find -> {
                    find.setObject(1, tenant.value());
                    find.setObject(2, domain);
                    find.setString(3, after);
                    find.setInt(4, most);
                },
                row -> new Somebody(
                        SubjectId.parse(row.getString(1)), "ERASED".equals(row.getString(2)), row.getString(3)));
    }

    /** The facts of each that concern the controller, oldest first; who has none is not there. */
    Map<SubjectId, List<UUID>> events(TenantId tenant, List<SubjectId> people, String controller) {
        Map<SubjectId, List<UUID>> events = new HashMap<>();
        list(
                EVENTS,
                find -> {
                    find.setArray(1, find.getConnection().createArrayOf("text", names(people)));
                    find.setObject(2, tenant.value());
                    find.setObject(3, tenant.value());
                    find.setString(4, controller);
                },
                row -> events.computeIfAbsent(SubjectId.parse(row.getString(1)), id -> new ArrayList<>())
                        .add(row.getObject(2, UUID.class)));
        return events;
    }

    /** The values of the identifiers of each, sealed, by their references. */
    Map<SubjectId, Map<Integer, byte[]>> values(TenantId tenant, List<SubjectId> people) {
        Map<SubjectId, Map<Integer, byte[]>> values = new HashMap<>();
        list(
                VALUES,
                find -> {
                    find.setObject(1, tenant.value());
                    find.setArray(2, find.getConnection().createArrayOf("text", names(people)));
                },
                row -> {
                    values.computeIfAbsent(SubjectId.parse(row.getString(1)), id -> new HashMap<>())
                            .put(row.getInt(2), row.getBytes(3));
                    return true;
                });
        return values;
    }

    private static Object[] names(List<SubjectId> people) {
        return people.stream().map(SubjectId::value).toArray();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(sql)) {
            binding.bind(find);
            try (ResultSet rows = find.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
