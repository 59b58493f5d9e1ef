// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Reads facts and states from the journal and the subject table. */
@ApplicationScoped
class HistoryRows {

    private static final String FACTS = """
            SELECT epoch, revision, payload::text FROM journal
            WHERE tenant = ? AND subject = ? AND (epoch, revision) > (?, ?) AND payload ->> 'controller' = ANY (?)
            ORDER BY epoch, revision LIMIT ?""";
    private static final String STATE = "SELECT state::text FROM subject WHERE tenant = ? AND id = ?";

    private final DataSource database;

    HistoryRows(DataSource database) {
        this.database = database;
    }

    /** One fact with its place. */
    record Row(int epoch, int revision, String fact) {}

    List<Row> facts(TenantId tenant, SubjectId subject, Row after, Collection<String> controllers, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FACTS)) {
            find.setObject(1, tenant.value());
            find.setString(2, subject.value());
            find.setInt(3, after.epoch());
            find.setInt(4, after.revision());
            find.setArray(5, connection.createArrayOf("text", controllers.toArray()));
            find.setInt(6, limit);
            try (ResultSet rows = find.executeQuery()) {
                List<Row> facts = new ArrayList<>();
                while (rows.next()) {
                    facts.add(new Row(rows.getInt(1), rows.getInt(2), rows.getString(3)));
                }
                return facts;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    List<String> state(TenantId tenant, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(STATE)) {
            find.setObject(1, tenant.value());
            find.setString(2, subject.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? List.of(row.getString(1)) : List.of();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
