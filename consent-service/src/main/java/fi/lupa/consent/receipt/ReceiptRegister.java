// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps which facts a receipt covers, in the transaction that records them. The receipt itself is written when it is asked for. */
@ApplicationScoped
public class ReceiptRegister {

    private static final String KEEP = """
            INSERT INTO receipt (tenant, id, subject, controller, language, events, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource database;

    ReceiptRegister(DataSource database) {
        this.database = database;
    }

    /**
     * A receipt to be.
     *
     * @param subject whose act it was
     * @param language the person's, if it is known
     * @param events the ids of the facts it covers
     */
    public record Covered(
            UUID id,
            SubjectId subject,
            String controller,
            @Nullable String language,
            List<UUID> events) {

        /** Keeps a copy. */
        public Covered {
            events = List.copyOf(events);
        }
    }

    /** Registers the receipt. */
    public void keep(CaptureContext context, Covered receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, context.tenant().value());
            keep.setObject(2, receipt.id());
            keep.setString(3, receipt.subject().value());
            keep.setString(4, receipt.controller());
            keep.setString(5, receipt.language());
            keep.setArray(6, connection.createArrayOf("uuid", receipt.events().toArray()));
            keep.setObject(7, context.recordedAt().atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
