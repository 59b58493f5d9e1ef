// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The answers of committed requests, kept so that a repetition gets the same bytes. */
@ApplicationScoped
class StoredAnswers {

    private static final String FIND = """
            SELECT fingerprint, status, content_type, location, body, subject FROM idempotency
            WHERE tenant = ? AND client = ? AND key = ?""";
    private static final String KEEP = """
            INSERT INTO idempotency
              (tenant, client, key, fingerprint, status, content_type, location, body, subject, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource database;

    StoredAnswers(DataSource database) {
        this.database = database;
    }

    /** Returns the answer of the same request; throws IDEMPOTENCY_KEY_REUSED if the key was used for another one. */
    Optional<Answer> find(TenantId tenant, IdempotencyClaim claim) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setString(2, claim.client());
            find.setString(3, claim.key());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(row, tenant, claim)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Answer read(ResultSet row, TenantId tenant, IdempotencyClaim claim) throws SQLException {
        if (!MessageDigest.isEqual(row.getBytes("fingerprint"), claim.fingerprint())) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        }
        String text = row.getString("subject");
        @Nullable SubjectId subject = text == null ? null : SubjectId.parse(text);
        return new Answer(
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                claim.seal().open(tenant, subject, row.getBytes("body")));
    }

    /** Keeps the answer in the transaction of the write itself. */
    void keep(TenantId tenant, IdempotencyClaim claim, CommittedAnswer done, Instant recordedAt) {
        Answer answer = done.answer();
        SubjectId subject = done.subject();
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, tenant.value());
            keep.setString(2, claim.client());
            keep.setString(3, claim.key());
            keep.setBytes(4, claim.fingerprint());
            keep.setInt(5, answer.status());
            keep.setString(6, answer.contentType());
            keep.setString(7, answer.location());
            keep.setBytes(8, claim.seal().seal(tenant, subject, answer.body()));
            keep.setString(9, subject == null ? null : subject.value());
            keep.setObject(10, recordedAt.atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
