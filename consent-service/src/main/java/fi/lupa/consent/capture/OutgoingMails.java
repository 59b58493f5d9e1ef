// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts confirmation mails into the queue, in the transaction of the capture that needs them. */
@ApplicationScoped
class OutgoingMails {

    private static final String QUEUE = """
            INSERT INTO outgoing_mail (tenant, id, subject, sealed, status, recorded_at, changed_at, not_before)
            VALUES (?, ?, ?, ?, 'WAITING', ?, ?, ?)""";

    private final DataSource database;
    private final ObjectMapper json;
    private final Ids ids;

    OutgoingMails(DataSource database, ObjectMapper json, Ids ids) {
        this.database = database;
        this.json = json;
        this.ids = ids;
    }

    void queue(Session session, List<Waiting> records, String link, CaptureFacts capture) {
        OpenSubject subject = records.get(0).subject();
        Language language = language(session, subject, capture.notice());
        OutgoingMail mail = new OutgoingMail(
                records.get(0).identifier().given().strip(),
                language.tag(),
                link,
                session.controller().legalName(),
                records.stream()
                        .map(record -> record.choice().purpose())
                        .map(purpose -> language.pick(purpose.title(), purpose.key()))
                        .distinct()
                        .toList(),
                records.stream().map(Waiting::confirmBy).max(Instant::compareTo).orElseThrow(),
                false);
        insert(session, subject, mail, session.now());
        boolean remind =
                records.stream().anyMatch(record -> record.choice().purpose().reminders() > 0);
        if (remind) {
            insert(session, subject, mail.asReminder(), halfWay(session.now(), mail.confirmBy()));
        }
    }

    private static Instant halfWay(Instant from, Instant until) {
        return from.plusMillis(Duration.between(from, until).toMillis() / 2);
    }

    private static Language language(Session session, OpenSubject subject, FactView.@Nullable Notice notice) {
        @Nullable
        String said = subject.state()
                .contact(session.controller().key())
                .map(Contact::language)
                .orElse(null);
        return Language.of(notice == null ? said : notice.language());
    }

    private byte[] bytes(OutgoingMail mail) {
        try {
            return json.writeValueAsBytes(mail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mail cannot be written", null);
        }
    }

    private void insert(Session session, OpenSubject subject, OutgoingMail mail, Instant notBefore) {
        UUID id = ids.next();
        byte[] sealed = subject.key().seal(bytes(mail), SealedUse.MAIL + id);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(QUEUE)) {
            insert.setObject(1, session.context().tenant().value());
            insert.setObject(2, id);
            insert.setString(3, subject.id().value());
            insert.setBytes(4, sealed);
            insert.setObject(5, session.now().atOffset(ZoneOffset.UTC));
            insert.setObject(6, session.now().atOffset(ZoneOffset.UTC));
            insert.setObject(7, notBefore.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
