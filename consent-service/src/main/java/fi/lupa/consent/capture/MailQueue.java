// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The queue of confirmation mails in the database. */
@ApplicationScoped
class MailQueue {

    private static final String CLAIM = """
        UPDATE outgoing_mail SET status = 'SENDING', attempts = attempts + 1, changed_at = ? WHERE tenant = ? AND id IN (
          SELECT id FROM outgoing_mail WHERE tenant = ? AND status = 'WAITING' AND not_before <= ?
          ORDER BY id LIMIT 1)
        RETURNING id, subject, sealed, attempts\
        """;
    /** What is done keeps its row, by which an address is not asked without limit, and no content. */
    private static final String DONE =
            "UPDATE outgoing_mail SET status = ?, changed_at = ?, sealed = '' WHERE tenant = ? AND id = ?";

    private static final String AGAIN =
            "UPDATE outgoing_mail SET status = 'WAITING', changed_at = ?, not_before = ? WHERE tenant = ? AND id = ?";
    private static final String ABANDON = """
        UPDATE outgoing_mail SET status = 'FAILED', changed_at = ?, sealed = ''
        WHERE tenant = ? AND status = 'SENDING' AND changed_at < ?\
        """;
    private static final String COUNT = """
        SELECT count(*) FILTER (WHERE status = 'WAITING' AND (attempts > 0 OR not_before <= ?)),
          count(*) FILTER (WHERE status = 'SENDING' AND changed_at < ?), count(*) FILTER (WHERE status = 'FAILED' AND changed_at >= ?)
        FROM outgoing_mail WHERE tenant = ? AND status IN ('WAITING', 'SENDING', 'FAILED')\
        """;

    private static final int MOST_DOUBLINGS = 30;

    private final DataSource database;
    private final Tenants tenants;
    private final MailConfig config;

    MailQueue(DataSource database, Tenants tenants, MailConfig config) {
        this.database = database;
        this.tenants = tenants;
        this.config = config;
    }

    /** A mail that this process alone will send. */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Claimed(UUID id, SubjectId subject, byte[] sealed, int attempts) {}

    /** Mails that are late, that were begun long ago, and that failed lately. */
    record Counts(int waiting, int abandoned, int failed) {}

    /** The tenants that may have mails to send now. */
    List<TenantId> sending() {
        return tenants.with(WaitingWork.MAILS_TO_SEND);
    }

    /** The tenants that may have mails to count. */
    List<TenantId> counting() {
        return tenants.with(WaitingWork.MAILS_TO_COUNT);
    }

    /** Marks the next mail as being sent: nobody sends it again unless it is certain that the mail server has not taken it. */
    Optional<Claimed> claim(TenantId tenant, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, now.atOffset(ZoneOffset.UTC));
            claim.setObject(2, tenant.value());
            claim.setObject(3, tenant.value());
            claim.setObject(4, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? Optional.of(new Claimed(
                                row.getObject(1, UUID.class),
                                SubjectId.parse(row.getString(2)),
                                row.getBytes(3),
                                row.getInt(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes what became of a mail; one that was not taken is put back, and waits longer after each attempt. */
    void settle(TenantId tenant, Claimed mail, MailFate fate, Instant now) {
        if (fate == MailFate.WAITING) {
            Instant next = next(mail.attempts(), now);
            run(AGAIN, now.atOffset(ZoneOffset.UTC), next.atOffset(ZoneOffset.UTC), tenant.value(), mail.id());
        } else {
            run(DONE, fate.name(), now.atOffset(ZoneOffset.UTC), tenant.value(), mail.id());
        }
    }

    private Instant next(int attempts, Instant now) {
        Duration pause = config.retryAfter().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return now.plus(pause.compareTo(config.retryAtMost()) > 0 ? config.retryAtMost() : pause);
    }

    /** Gives up mails that were begun before then by a process that is gone: nobody knows whether they were sent. */
    int abandon(TenantId tenant, Instant begunBefore, Instant now) {
        return run(ABANDON, now.atOffset(ZoneOffset.UTC), tenant.value(), begunBefore.atOffset(ZoneOffset.UTC));
    }

    Counts counts(TenantId tenant, Instant begunBefore, Instant failedSince, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, now.atOffset(ZoneOffset.UTC));
            count.setObject(2, begunBefore.atOffset(ZoneOffset.UTC));
            count.setObject(3, failedSince.atOffset(ZoneOffset.UTC));
            count.setObject(4, tenant.value());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new Counts(row.getInt(1), row.getInt(2), row.getInt(3));
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
