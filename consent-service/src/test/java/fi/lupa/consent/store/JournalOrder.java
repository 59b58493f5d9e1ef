// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A register of subjects whose only fact is "one more", to look at the order in which facts come to stand in the journal. */
@ApplicationScoped
class JournalOrder {

    /** A transaction that a test holds may wait for a busy machine longer than the role lets it. */
    static final String MAY_BE_HELD = "SET LOCAL idle_in_transaction_session_timeout = '60s'";

    private final Transactions transactions;
    private final DataSource database;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;

    JournalOrder(Transactions transactions, DataSource database, Journal journal, Ids ids, SecureRandom random) {
        this.transactions = transactions;
        this.database = database;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
    }

    /** A new subject at revision 0 with one identifier. */
    Registered register(TenantId tenant) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        IdentifierKey key = new IdentifierKey(1, bytes);
        SubjectId subject = SubjectId.random(random);
        UUID domain = ids.next();
        transactions.write(tenant, List.of(), () -> {
            run("INSERT INTO identity_domain VALUES (?, ?, now())", tenant.value(), domain);
            run(
                    "INSERT INTO subject (tenant, id, domain, status, revision, next_ref, state, epoch, xid, recorded_at)"
                            + " VALUES (?, ?, ?, 'LIVE', 0, 2, '{}', 1, pg_current_xact_id(), now())",
                    tenant.value(),
                    subject.value(),
                    domain);
            run(
                    "INSERT INTO identifier VALUES (?, 1, ?, ?, 'EMAIL', ?, 1, 1, pg_current_xact_id(), now())",
                    tenant.value(),
                    key.bytes(),
                    domain,
                    subject.value());
            return true;
        });
        return new Registered(tenant, domain, key, subject);
    }

    /** One more fact about the subject; its revision. */
    int oneMore(Registered registered, CaptureContext context) {
        SubjectId subject = context.subject(registered.key()).orElseThrow();
        int revision = revision(registered) + 1;
        run(
                "UPDATE subject SET revision = ? WHERE tenant = ? AND id = ?",
                revision,
                registered.tenant().value(),
                subject.value());
        journal.append(new JournalEntry(
                registered.tenant(),
                context.epoch(),
                ids.next(),
                "consent.given",
                subject,
                revision,
                "{}",
                null,
                new byte[0],
                context.recordedAt()));
        return revision;
    }

    private int revision(Registered registered) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT revision FROM subject WHERE tenant = ? AND id = ?")) {
            select.setObject(1, registered.tenant().value());
            select.setString(2, registered.subject().value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** The subject's revisions in the order of the journal, as the relay would publish them. */
    List<Integer> revisions(Registered registered) throws SQLException {
        String sql = "SELECT revision FROM journal WHERE subject = ? ORDER BY epoch, xid, position";
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, registered.subject().value());
            try (ResultSet rows = select.executeQuery()) {
                List<Integer> revisions = new ArrayList<>();
                while (rows.next()) {
                    revisions.add(rows.getInt(1));
                }
                return revisions;
            }
        }
    }

    /** Runs a statement in the active transaction. */
    void run(String sql, Object... values) {
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

    record Registered(TenantId tenant, UUID domain, IdentifierKey key, SubjectId subject) {

        CaptureScope scope() {
            return CaptureScope.of(tenant, domain, List.of(key));
        }
    }
}
