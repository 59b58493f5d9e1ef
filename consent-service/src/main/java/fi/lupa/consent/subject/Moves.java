// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Where identifiers have gone in merges and splits, so that what was recorded about one is found under the subject that has it now. */
@ApplicationScoped
public class Moves {

    private static final String NOTE = """
        INSERT INTO identifier_move (tenant, subject, ref, to_subject, to_ref, recorded_at) VALUES (?, ?, ?, ?, ?, ?)\
        """;
    private static final String NOW = """
        WITH RECURSIVE way (subject, ref, step) AS (
          SELECT ?::text, ?::integer, 0
          UNION ALL SELECT m.to_subject, m.to_ref, w.step + 1 FROM identifier_move m
            JOIN way w ON m.tenant = ? AND m.subject = w.subject AND m.ref = w.ref)
        SELECT subject, ref FROM way ORDER BY step DESC LIMIT 1\
        """;
    private static final String MAILS =
            "SELECT id, sealed FROM outgoing_mail WHERE tenant = ? AND subject = ? AND ref = ?";
    private static final String MOVE_MAIL =
            "UPDATE outgoing_mail SET subject = ?, ref = ?, sealed = ? WHERE tenant = ? AND id = ?";

    private final DataSource database;

    Moves(DataSource database) {
        this.database = database;
    }

    /** An identifier of a subject. */
    public record Place(SubjectId subject, int ref) {}

    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    private record Mail(UUID id, byte[] sealed) {}

    /** Returns where an identifier is now; where it was, if it never moved. */
    public Place now(TenantId tenant, SubjectId subject, int ref) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(NOW)) {
            find.setString(1, subject.value());
            find.setInt(2, ref);
            find.setObject(3, tenant.value());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                return new Place(SubjectId.parse(row.getString(1)), row.getInt(2));
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes a move, and lets the mails that ask the identifier go with it. */
    void note(CaptureContext context, OpenSubject from, int ref, OpenSubject to, int next) {
        run(
                NOTE,
                context.tenant().value(),
                from.id().value(),
                ref,
                to.id().value(),
                next,
                context.recordedAt().atOffset(ZoneOffset.UTC));
        for (Mail mail : mails(context.tenant(), from.id(), ref)) {
            String use = SealedUse.MAIL + mail.id();
            byte[] sealed = mail.sealed().length == 0
                    ? mail.sealed()
                    : to.key().seal(from.key().open(mail.sealed(), use), use);
            run(MOVE_MAIL, to.id().value(), next, sealed, context.tenant().value(), mail.id());
        }
    }

    private List<Mail> mails(TenantId tenant, SubjectId subject, int ref) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(MAILS)) {
            find.setObject(1, tenant.value());
            find.setString(2, subject.value());
            find.setInt(3, ref);
            try (ResultSet rows = find.executeQuery()) {
                List<Mail> mails = new ArrayList<>();
                while (rows.next()) {
                    mails.add(new Mail(rows.getObject(1, UUID.class), rows.getBytes(2)));
                }
                return mails;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private void run(String sql, Object... values) {
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
