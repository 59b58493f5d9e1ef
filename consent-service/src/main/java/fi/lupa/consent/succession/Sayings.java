// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Reads from a tenant's journal who may have said a no, on the connection of the active transaction: in commit order and below the horizon,
 * as the relay does, so that nothing is skipped that commits late.
 */
@ApplicationScoped
class Sayings {

    private static final int AT_ONCE = 2_000;
    /** So many rows whatever they say, so that a pass over years of consents takes steps of bounded length. */
    private static final String NEXT = """
            SELECT j.epoch, j.xid::text::bigint AS xid, j.position, j.subject,
              j.kind IN ('consent.withdrawn', 'consent.refused', 'objection.recorded', 'restriction.set', 'subject.merged', 'subject.split',
                'subject.recovered') AS said,
              CASE WHEN j.kind LIKE 'suppression.%' THEN j.payload ->> 'list' = ? ELSE false END AS listed
            FROM journal j
            WHERE j.tenant = ? AND (j.epoch, j.xid, j.position) > (?, ?::xid8, ?)
              AND (j.epoch < (SELECT max(number) FROM epoch) OR j.xid < pg_snapshot_xmin(pg_current_snapshot()))
            ORDER BY j.epoch, j.xid, j.position LIMIT ?""";

    private final DataSource database;

    Sayings(DataSource database) {
        this.database = database;
    }

    /**
     * Some of what was said.
     *
     * @param listed whether the controller's own list has grown
     * @param last after what to go on
     * @param more whether there is more at once
     */
    record Batch(Set<SubjectId> subjects, boolean listed, Succession.Place last, boolean more) {}

    Batch after(TenantId tenant, Succession.Place place, String ownList) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, ownList);
            select.setObject(2, tenant.value());
            select.setInt(3, place.epoch());
            select.setString(4, Long.toString(place.xid()));
            select.setLong(5, place.position());
            select.setInt(6, AT_ONCE);
            return read(select, place);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Batch read(PreparedStatement select, Succession.Place from) throws SQLException {
        Set<SubjectId> subjects = new LinkedHashSet<>();
        boolean listed = false;
        Succession.Place last = from;
        int count = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String subject = row.getString("subject");
                listed |= row.getBoolean("listed");
                if (subject != null && row.getBoolean("said")) {
                    subjects.add(SubjectId.parse(subject));
                }
                last = new Succession.Place(row.getInt("epoch"), row.getLong("xid"), row.getLong("position"));
                count++;
            }
        }
        return new Batch(subjects, listed, last, count == AT_ONCE);
    }
}
