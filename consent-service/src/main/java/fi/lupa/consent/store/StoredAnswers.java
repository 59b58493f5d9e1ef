// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
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

    /** A stored answer as it lies in the table. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared but in constant time.
    record Stored(
            byte[] fingerprint,
            int status,
            String contentType,
            @Nullable String location,
            byte[] body,
            @Nullable String subject) {

        /** The answer of the same request; throws IDEMPOTENCY_KEY_REUSED if the key was used for another one. */
        Answer answer(TenantId tenant, IdempotencyClaim claim) {
            if (!MessageDigest.isEqual(fingerprint, claim.fingerprint())) {
                throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            }
            @Nullable SubjectId about = subject == null ? null : SubjectId.parse(subject);
            return new Answer(status, contentType, location, claim.seal().open(tenant, about, body));
        }
    }

    /** Looks for what is stored under the key. */
    Together.Told<Optional<Stored>> find(Together together, TenantId tenant, IdempotencyClaim claim) {
        return together.ask(
                FIND,
                (find, first) -> {
                    find.setObject(first, tenant.value());
                    find.setString(first + 1, claim.client());
                    find.setString(first + 2, claim.key());
                    return first + 3;
                },
                row -> row.next() ? Optional.of(read(row)) : Optional.empty());
    }

    private static Stored read(ResultSet row) throws SQLException {
        return new Stored(
                row.getBytes("fingerprint"),
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                row.getBytes("body"),
                row.getString("subject"));
    }

    /** Keeps the answer with what is pending in the transaction of the write itself. */
    void keep(CaptureContext context, IdempotencyClaim claim, CommittedAnswer done) {
        Answer answer = done.answer();
        SubjectId subject = done.subject();
        byte[] sealed =
                done.sealed() == null ? claim.seal().seal(context.tenant(), subject, answer.body()) : done.sealed();
        context.pending().change(KEEP, (keep, first) -> {
            keep.setObject(first, context.tenant().value());
            keep.setString(first + 1, claim.client());
            keep.setString(first + 2, claim.key());
            keep.setBytes(first + 3, claim.fingerprint());
            keep.setInt(first + 4, answer.status());
            keep.setString(first + 5, answer.contentType());
            keep.setString(first + 6, answer.location());
            keep.setBytes(first + 7, sealed);
            keep.setString(first + 8, subject == null ? null : subject.value());
            keep.setObject(first + 9, context.recordedAt().atOffset(ZoneOffset.UTC));
            return first + 10;
        });
    }
}
