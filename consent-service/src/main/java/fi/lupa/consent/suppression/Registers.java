// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which slot of each register is in force, on the connection of the active transaction. */
@ApplicationScoped
class Registers {

    private static final String FIND = """
            SELECT list, slot, used_a, used_b, row_count, as_of, upload, path_id FROM suppression_list WHERE tenant = ? AND list = ?""";
    private static final String OF_CONTROLLER = """
            SELECT list, slot, used_a, used_b, row_count, as_of, upload, path_id FROM suppression_list
            WHERE tenant = ? AND controller = ? ORDER BY list""";
    private static final String CLAIM = """
            INSERT INTO suppression_list (tenant, list, controller, upload, path_id, changed_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, list)
            DO UPDATE SET upload = excluded.upload, path_id = excluded.path_id, changed_at = excluded.changed_at""";
    private static final String USE = """
            UPDATE suppression_list SET used_a = used_a OR ? = 'a', used_b = used_b OR ? = 'b' WHERE tenant = ? AND list = ?""";
    private static final String SWITCH = """
            UPDATE suppression_list SET slot = ?, row_count = ?, as_of = ?, upload = NULL, changed_at = ?
            WHERE tenant = ? AND list = ? AND upload = ?""";

    private final DataSource database;

    Registers(DataSource database) {
        this.database = database;
    }

    /**
     * A register as it stands.
     *
     * @param id by which it is sent; null: in force since before that was kept
     */
    record Register(
            String list,
            @Nullable String slot,
            boolean usedA,
            boolean usedB,
            long rows,
            @Nullable LocalDate asOf,
            @Nullable UUID upload,
            @Nullable String id) {

        /** Whether a register in force goes by another id: a controller has one of a kind, and a second would put it out of force. */
        boolean isAnother(String asked) {
            return slot != null && id != null && !id.equals(asked);
        }

        String spare() {
            return "a".equals(slot) ? "b" : "a";
        }

        boolean wasUsed(String which) {
            return "a".equals(which) ? usedA : usedB;
        }
    }

    Optional<Register> find(TenantId tenant, ListName list) {
        return read(FIND, tenant, list.value()).stream().findFirst();
    }

    List<Register> of(TenantId tenant, String controller) {
        return read(OF_CONTROLLER, tenant, controller);
    }

    private List<Register> read(String sql, TenantId tenant, String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(sql)) {
            find.setObject(1, tenant.value());
            find.setString(2, name);
            try (ResultSet rows = find.executeQuery()) {
                List<Register> found = new ArrayList<>();
                while (rows.next()) {
                    Date asOf = rows.getDate("as_of");
                    found.add(new Register(
                            rows.getString("list"),
                            rows.getString("slot"),
                            rows.getBoolean("used_a"),
                            rows.getBoolean("used_b"),
                            rows.getLong("row_count"),
                            asOf == null ? null : asOf.toLocalDate(),
                            rows.getObject("upload", UUID.class),
                            rows.getString("path_id")));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Gives the other slot to an upload; whoever filled it before finds that out at its next step. */
    void claim(TenantId tenant, Upload upload, UUID job, Instant now) {
        String list = upload.list().value();
        run(CLAIM, tenant.value(), list, upload.controller(), job, upload.id(), now.atOffset(ZoneOffset.UTC));
    }

    /** Notes that blocks of the slot are about to be published. */
    void use(TenantId tenant, ListName list, String slot) {
        run(USE, slot, slot, tenant.value(), list.value());
    }

    /** Puts the slot in force. */
    void switchTo(TenantId tenant, ListName list, Register next, UUID upload, Instant now) {
        run(
                SWITCH,
                next.slot(),
                next.rows(),
                next.asOf(),
                now.atOffset(ZoneOffset.UTC),
                tenant.value(),
                list.value(),
                upload);
    }

    private void run(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
