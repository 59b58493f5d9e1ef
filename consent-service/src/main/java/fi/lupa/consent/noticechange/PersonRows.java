// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What became of each person of an order, on the connection of the active transaction. One row a person: nobody is told twice. */
@ApplicationScoped
class PersonRows {

    /** So many rows whatever they say, so that a pass over a large register takes steps of bounded length. */
    private static final String NEXT = """
            SELECT id, status = 'LIVE' AND state @> ?::jsonb AS rests FROM subject WHERE tenant = ? AND id > ? ORDER BY id LIMIT ?""";

    private static final String ADD = """
            INSERT INTO notice_change_person (tenant, change, subject, status, attempts, not_before, changed_at)
            SELECT t, c, s, f, 0, n, n FROM unnest(?, ?, ?, ?, ?) AS added (t, c, s, f, n) ON CONFLICT DO NOTHING""";
    private static final String CLAIM = """
            UPDATE notice_change_person SET status = 'SENDING', attempts = attempts + 1, changed_at = ?
            WHERE tenant = ? AND change = ? AND subject IN (
              SELECT subject FROM notice_change_person
              WHERE tenant = ? AND change = ? AND status = 'WAITING' AND not_before <= ? ORDER BY subject LIMIT ?)
            RETURNING subject""";
    private static final String SETTLE = """
            UPDATE notice_change_person SET status = ?, changed_at = ?, not_before = ? WHERE tenant = ? AND change = ? AND subject = ?""";
    private static final String ABANDON = """
            UPDATE notice_change_person SET status = 'UNKNOWN', changed_at = ?
            WHERE tenant = ? AND change = ? AND status = 'SENDING' AND changed_at < ?""";
    private static final String COUNTS =
            "SELECT status, count(*) FROM notice_change_person WHERE tenant = ? AND change = ? GROUP BY status";
    /** Of those who have become part of somebody; who may be told already is. */
    private static final String PART_IS_TOLD = """
            WITH RECURSIVE part (id) AS (
              SELECT id FROM subject WHERE tenant = ? AND merged_into = ?
              UNION SELECT s.id FROM subject s JOIN part p ON s.merged_into = p.id AND s.tenant = ?)
            SELECT 1 FROM notice_change_person WHERE tenant = ? AND change = ? AND subject IN (SELECT id FROM part)
              AND status IN ('SENDING', 'TOLD', 'UNKNOWN') LIMIT 1""";

    private final DataSource database;

    PersonRows(DataSource database) {
        this.database = database;
    }

    /** Some subjects of the tenant in order, and those of them whose state names the notice. */
    record Seen(List<SubjectId> naming, String last, int count) {}

    Seen next(TenantId tenant, String notice, String after, int most) {
        String names = "{\"choices\":[{\"permission\":{\"notice\":{\"id\":\"" + notice + "\"}}}]}";
        try (Connection connection = database.getConnection();
                PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setString(1, names);
            next.setObject(2, tenant.value());
            next.setString(3, after);
            next.setInt(4, most);
            try (ResultSet row = next.executeQuery()) {
                List<SubjectId> naming = new ArrayList<>();
                String last = after;
                int count = 0;
                while (row.next()) {
                    last = row.getString("id");
                    count++;
                    if (row.getBoolean("rests")) {
                        naming.add(SubjectId.parse(last));
                    }
                }
                return new Seen(naming, last, count);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Adds people who are not there yet; returns how many were not. */
    int add(TenantId tenant, UUID change, Map<SubjectId, Fate> people, Instant now) {
        Rows rows = new Rows("uuid", "uuid", "text", "text", "timestamptz");
        people.forEach((subject, fate) ->
                rows.add(tenant.value(), change, subject.value(), fate.name(), Timestamps.format(now)));
        try (Connection connection = database.getConnection()) {
            return rows.run(connection, ADD);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Marks people as being told: nobody tells them again unless it is certain that the mail server took nothing. */
    List<SubjectId> claim(TenantId tenant, UUID change, int most, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, now.atOffset(ZoneOffset.UTC));
            claim.setObject(2, tenant.value());
            claim.setObject(3, change);
            claim.setObject(4, tenant.value());
            claim.setObject(5, change);
            claim.setObject(6, now.atOffset(ZoneOffset.UTC));
            claim.setInt(7, most);
            try (ResultSet row = claim.executeQuery()) {
                List<SubjectId> claimed = new ArrayList<>();
                while (row.next()) {
                    claimed.add(SubjectId.parse(row.getString(1)));
                }
                return claimed;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes what became of a person; one who waits is not tried before that time. */
    void settle(TenantId tenant, UUID change, SubjectId subject, Fate fate, Instant now, Instant notBefore) {
        run(
                SETTLE,
                fate.name(),
                now.atOffset(ZoneOffset.UTC),
                notBefore.atOffset(ZoneOffset.UTC),
                tenant.value(),
                change,
                subject.value());
    }

    /** Gives up people whom a process that is gone had begun to tell. */
    int abandon(TenantId tenant, UUID change, Instant begunBefore, Instant now) {
        return run(ABANDON, now.atOffset(ZoneOffset.UTC), tenant.value(), change, begunBefore.atOffset(ZoneOffset.UTC));
    }

    Map<Fate, Long> counts(TenantId tenant, UUID change) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNTS)) {
            count.setObject(1, tenant.value());
            count.setObject(2, change);
            try (ResultSet row = count.executeQuery()) {
                Map<Fate, Long> counts = new EnumMap<>(Fate.class);
                while (row.next()) {
                    counts.put(Fate.valueOf(row.getString(1)), row.getLong(2));
                }
                return counts;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Whether somebody who has become part of the subject may have been told. */
    boolean partIsTold(TenantId tenant, UUID change, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(PART_IS_TOLD)) {
            find.setObject(1, tenant.value());
            find.setString(2, subject.value());
            find.setObject(3, tenant.value());
            find.setObject(4, tenant.value());
            find.setObject(5, change);
            try (ResultSet row = find.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
