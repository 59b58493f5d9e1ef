// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.store.StoreException;
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
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What recipients have to be told, on the connection of the active transaction. */
@ApplicationScoped
class NoticeRows {

    private static final String COLUMNS = """
            SELECT n.id, n.cause, n.about, n.controller, n.recipient_kind, n.recipient, n.purpose, n.disclosures, n.subject, n.recorded_at,
              n.due_at, n.acknowledged_at FROM recipient_notice n
            """;
    private static final String INSERT = """
            INSERT INTO recipient_notice
              (tenant, id, cause, about, controller, recipient_kind, recipient, purpose, disclosures, subject, recorded_at, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OPEN = COLUMNS + """
            WHERE n.tenant = ? AND n.acknowledged_at IS NULL AND n.id > ?
              AND (n.recipient_kind, n.recipient) IN (SELECT * FROM unnest(?::text[], ?::text[]))
              AND (n.recipient_kind = 'CONTROLLER' OR n.controller = ANY (?))
            ORDER BY n.id LIMIT ?""";
    private static final String OVERDUE = COLUMNS + """
            WHERE n.tenant = ? AND n.acknowledged_at IS NULL AND n.id > ? AND n.controller = ? AND n.due_at <= ?
            ORDER BY n.id LIMIT ?""";
    private static final String FIND = COLUMNS + "WHERE n.tenant = ? AND n.id = ?";
    private static final String ABOUT =
            COLUMNS + "WHERE n.tenant = ? AND n.about = ? AND n.disclosures && ? ORDER BY n.id";
    private static final String CAUSED =
            COLUMNS + "WHERE n.tenant = ? AND n.cause = ANY (?) AND n.controller = ? ORDER BY n.id";
    private static final String ACKNOWLEDGE = """
            UPDATE recipient_notice SET acknowledged_at = ?, acknowledged_by = ?
            WHERE tenant = ? AND id = ? AND acknowledged_at IS NULL""";

    private final DataSource database;

    NoticeRows(DataSource database) {
        this.database = database;
    }

    void insert(TenantId tenant, Notice notice) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, notice.id());
            insert.setObject(3, notice.cause());
            insert.setString(4, notice.about().name());
            insert.setString(5, notice.controller());
            insert.setString(6, notice.recipient().kind().name());
            insert.setString(7, notice.recipient().key());
            insert.setString(8, notice.purpose());
            insert.setArray(
                    9, connection.createArrayOf("uuid", notice.disclosures().toArray()));
            insert.setString(10, notice.subject());
            insert.setObject(11, notice.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(12, notice.dueAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** The next notices that these recipients have not acknowledged, of these controllers if the recipient is none itself. */
    List<Notice> open(
            TenantId tenant, List<DisclosedTo> recipients, Collection<String> controllers, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setObject(1, tenant.value());
            select.setObject(2, after);
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            recipients.stream()
                                    .map(recipient -> recipient.kind().name())
                                    .toArray()));
            select.setArray(
                    4,
                    connection.createArrayOf(
                            "text", recipients.stream().map(DisclosedTo::key).toArray()));
            select.setArray(5, connection.createArrayOf("text", controllers.toArray()));
            select.setInt(6, limit);
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** The next notices of a controller that nobody has acknowledged in time. */
    List<Notice> overdue(TenantId tenant, String controller, Instant now, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OVERDUE)) {
            select.setObject(1, tenant.value());
            select.setObject(2, after);
            select.setString(3, controller);
            select.setObject(4, now.atOffset(ZoneOffset.UTC));
            select.setInt(5, limit);
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<Notice> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setObject(1, tenant.value());
            select.setObject(2, id);
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** What of a kind recipients were told because of any of these disclosures. */
    List<Notice> about(TenantId tenant, About about, List<UUID> disclosures) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ABOUT)) {
            select.setObject(1, tenant.value());
            select.setString(2, about.name());
            select.setArray(3, connection.createArrayOf("uuid", disclosures.toArray()));
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** What recipients were told on behalf of a controller because of any of these facts and disclosures. */
    List<Notice> of(TenantId tenant, String controller, Collection<UUID> causes) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CAUSED)) {
            select.setObject(1, tenant.value());
            select.setArray(2, connection.createArrayOf("uuid", causes.toArray()));
            select.setString(3, controller);
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Returns whether it was not acknowledged before. */
    boolean acknowledge(TenantId tenant, UUID id, String client, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(ACKNOWLEDGE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, client);
            update.setObject(3, tenant.value());
            update.setObject(4, id);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static List<Notice> read(PreparedStatement select) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                notices.add(new Notice(
                        row.getObject("id", UUID.class),
                        row.getObject("cause", UUID.class),
                        About.valueOf(row.getString("about")),
                        row.getString("controller"),
                        new DisclosedTo(
                                RecipientKind.valueOf(row.getString("recipient_kind")), row.getString("recipient")),
                        row.getString("purpose"),
                        List.of((UUID[]) row.getArray("disclosures").getArray()),
                        row.getString("subject"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("acknowledged_at", OffsetDateTime.class))));
            }
        }
        return notices;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
