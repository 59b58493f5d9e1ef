// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * How much was sent to each subject, by controller, channel and day, for 31 days. A count is no fact: it is in no log and no state. The journal
 * only names the subject whose counts have changed, and the relay publishes them whole, so that nothing is counted twice by repeating it.
 */
@ApplicationScoped
public class ContactCounts {

    /** How many days are kept; no cap may look back further. */
    public static final int DAYS = 31;

    private static final String ADD = """
            INSERT INTO contact_count (tenant, subject, controller, channel, day, sent) VALUES (?, ?, ?, ?, ?, 1)
            ON CONFLICT (tenant, subject, controller, channel, day) DO UPDATE SET sent = contact_count.sent + 1""";
    private static final String COPY = """
            INSERT INTO contact_count (tenant, subject, controller, channel, day, sent)
            SELECT tenant, ?, controller, channel, day, sent FROM contact_count WHERE tenant = ? AND subject = ?
            ON CONFLICT (tenant, subject, controller, channel, day)
              DO UPDATE SET sent = contact_count.sent + excluded.sent""";
    private static final String FORGET_OLD = "DELETE FROM contact_count WHERE tenant = ? AND subject = ? AND day < ?";
    private static final String FORGET = "DELETE FROM contact_count WHERE tenant = ? AND subject = ?";

    private final DataSource database;
    private final Journal journal;
    private final Epochs epochs;
    private final Ids ids;

    ContactCounts(DataSource database, Journal journal, Epochs epochs, Ids ids) {
        this.database = database;
        this.journal = journal;
        this.epochs = epochs;
        this.ids = ids;
    }

    /** Counts one contact, in the transaction in progress. */
    void add(CaptureContext context, SubjectId subject, ContactReport report, LocalDate day) {
        UUID tenant = context.tenant().value();
        run(ADD, tenant, subject.value(), report.controller(), report.channel().name(), day);
        run(FORGET_OLD, tenant, subject.value(), day.minusDays(DAYS));
        tell(context, subject);
    }

    /** Adds what was sent to one of two subjects, who have become one, to what was sent to the other. */
    public void join(CaptureContext context, SubjectId absorbed, SubjectId survivor) {
        if (copy(context, absorbed, survivor) > 0) {
            forget(context, absorbed);
        }
    }

    /** Says of a new part that all was sent to it that was sent to the whole: which of it was, nobody can tell. */
    public int copy(CaptureContext context, SubjectId whole, SubjectId part) {
        int copied = run(COPY, part.value(), context.tenant().value(), whole.value());
        if (copied > 0) {
            tell(context, part);
        }
        return copied;
    }

    /** Forgets what was sent to a subject. */
    public void forget(CaptureContext context, SubjectId subject) {
        if (run(FORGET, context.tenant().value(), subject.value()) > 0) {
            tell(context, subject);
        }
    }

    private void tell(CaptureContext context, SubjectId subject) {
        String payload = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", context.tenant().toString())
                .put("subject", subject.value())
                .toString();
        journal.append(new JournalEntry(
                context.tenant(),
                epochs.current(),
                ids.next(),
                "contact.counted",
                null,
                null,
                payload,
                null,
                null,
                context.recordedAt()));
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
