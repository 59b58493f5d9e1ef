// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Counts messages that were sent, by subject, channel and day, for 31 days. A count is no fact: it is in no log and no state. */
@ApplicationScoped
class SentCounts {

    private static final int DAYS = 31;
    private static final int OK = 200;
    private static final String COUNT = """
            INSERT INTO contact_count (tenant, subject, controller, channel, day, sent) VALUES (?, ?, ?, ?, ?, 1)
            ON CONFLICT (tenant, subject, controller, channel, day) DO UPDATE SET sent = contact_count.sent + 1""";
    private static final String FORGET = "DELETE FROM contact_count WHERE tenant = ? AND subject = ? AND day < ?";

    private final DataSource database;
    private final Subjects subjects;
    private final Answers answers;

    SentCounts(DataSource database, Subjects subjects, Answers answers) {
        this.database = database;
        this.subjects = subjects;
        this.answers = answers;
    }

    /** Counts for those who are known; about anybody else nothing is stored. */
    CommittedAnswer count(Session session, ContactReport report) {
        LocalDate day =
                report.at().atZone(ZoneId.of(session.controller().timeZone())).toLocalDate();
        UUID tenant = session.context().tenant().value();
        int counted = 0;
        for (OpenSubject subject : subjects.known(session.context(), session.recipient())) {
            String id = subject.id().value();
            run(COUNT, tenant, id, report.controller(), report.channel().name(), day);
            run(FORGET, tenant, id, day.minusDays(DAYS));
            counted++;
        }
        return new CommittedAnswer(answers.json(OK, null, Map.of("counted", counted)), null);
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
