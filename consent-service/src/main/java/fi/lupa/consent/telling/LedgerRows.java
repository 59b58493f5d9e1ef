// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The ledger's tables, on the connection of the active transaction. */
@ApplicationScoped
class LedgerRows {

    private static final String COLUMNS =
            "e.id, e.controller, e.recipient_kind, e.recipient, e.purpose, e.data, e.reference, e.at";
    private static final String KEEP = """
            INSERT INTO ledger_entry
              (tenant, id, controller, recipient_kind, recipient, purpose, data, reference, client, at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ABOUT = "INSERT INTO ledger_subject (tenant, subject, entry) VALUES (?, ?, ?)";
    private static final String ALSO_ABOUT = """
            INSERT INTO ledger_subject (tenant, subject, entry)
            SELECT tenant, ?, entry FROM ledger_subject WHERE tenant = ? AND subject = ? ON CONFLICT DO NOTHING""";
    private static final String CONCERNED = "SELECT " + COLUMNS + """
             FROM ledger_subject s JOIN ledger_entry e ON e.tenant = s.tenant AND e.id = s.entry
            WHERE s.tenant = ? AND s.subject = ? AND (? OR e.controller = ?)
              AND (?::text IS NULL OR e.purpose IS NULL OR e.purpose = ?) ORDER BY e.id""";
    private static final String BY_ID =
            "SELECT " + COLUMNS + " FROM ledger_entry e WHERE e.tenant = ? AND e.id = ANY (?)";
    private static final String OF_SUBJECT = "SELECT " + COLUMNS + """
             FROM ledger_subject s JOIN ledger_entry e ON e.tenant = s.tenant AND e.id = s.entry
            WHERE s.tenant = ? AND s.subject = ? AND e.controller = ANY (?) AND e.id > ? ORDER BY e.id LIMIT ?""";
    private static final String FORGET = "UPDATE ledger_entry SET reference = NULL WHERE tenant = ? AND id = ANY (?)";

    private final DataSource database;

    LedgerRows(DataSource database) {
        this.database = database;
    }

    void keep(TenantId tenant, LedgerEntry entry, String client, Instant recordedAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, tenant.value());
            keep.setObject(2, entry.id());
            keep.setString(3, entry.controller());
            keep.setString(4, entry.disclosedTo().kind().name());
            keep.setString(5, entry.disclosedTo().key());
            keep.setString(6, entry.purpose());
            keep.setArray(7, connection.createArrayOf("text", entry.data().toArray()));
            keep.setString(8, entry.reference());
            keep.setString(9, client);
            keep.setObject(10, entry.at().atOffset(ZoneOffset.UTC));
            keep.setObject(11, recordedAt.atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void about(TenantId tenant, UUID entry, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement about = connection.prepareStatement(ABOUT)) {
            about.setObject(1, tenant.value());
            about.setString(2, subject.value());
            about.setObject(3, entry);
            about.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Makes all that is about one subject also about another, of which it has become part or which was split off it. */
    void alsoAbout(TenantId tenant, SubjectId from, SubjectId into) {
        try (Connection connection = database.getConnection();
                PreparedStatement also = connection.prepareStatement(ALSO_ABOUT)) {
            also.setString(1, into.value());
            also.setObject(2, tenant.value());
            also.setString(3, from.value());
            also.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** What was disclosed about the subject and is concerned by the cause. */
    List<LedgerEntry> concerned(TenantId tenant, Cause cause) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CONCERNED)) {
            select.setObject(1, tenant.value());
            select.setString(2, cause.subject().value());
            select.setBoolean(3, cause.ofAllControllers());
            select.setString(4, cause.controller());
            select.setString(5, cause.purpose());
            select.setString(6, cause.purpose());
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    List<LedgerEntry> find(TenantId tenant, Collection<UUID> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setObject(1, tenant.value());
            select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** The next disclosures about a subject by these controllers. */
    List<LedgerEntry> of(TenantId tenant, SubjectId subject, Collection<String> controllers, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_SUBJECT)) {
            select.setObject(1, tenant.value());
            select.setString(2, subject.value());
            select.setArray(3, connection.createArrayOf("text", controllers.toArray()));
            select.setObject(4, after);
            select.setInt(5, limit);
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Forgets under which name the recipient kept what it has erased. */
    void forgetReferences(TenantId tenant, Collection<UUID> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, tenant.value());
            forget.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            forget.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static List<LedgerEntry> read(PreparedStatement select) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(new LedgerEntry(
                        row.getObject("id", UUID.class),
                        row.getString("controller"),
                        new DisclosedTo(
                                RecipientKind.valueOf(row.getString("recipient_kind")), row.getString("recipient")),
                        row.getString("purpose"),
                        List.of((String[]) row.getArray("data").getArray()),
                        row.getString("reference"),
                        row.getObject("at", OffsetDateTime.class).toInstant()));
            }
        }
        return entries;
    }
}
