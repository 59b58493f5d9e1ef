// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts mails into the queue, in the transaction of the write that needs them. */
@ApplicationScoped
class OutgoingMails {

    private static final String QUEUE = """
            INSERT INTO outgoing_mail (tenant, id, subject, sealed, status, recorded_at, changed_at, not_before, controller, ref)
            VALUES (?, ?, ?, ?, 'WAITING', ?, ?, ?, ?, ?)""";
    private static final String ASKED = """
            SELECT count(DISTINCT recorded_at) FROM outgoing_mail
            WHERE tenant = ? AND subject = ? AND controller = ? AND ref = ? AND recorded_at >= ?""";
    /** How often an address is asked while one and the same question may wait; whoever fills in forms with it cannot have it asked more. */
    private static final int MOST_QUESTIONS = 3;
    /** How many letters an address gets from one controller in a day, whoever asks for them. */
    private static final int MOST_LETTERS = 3;

    private static final Duration LETTERS_IN = Duration.ofDays(1);
    private static final Duration TRIED_FOR = Duration.ofDays(7);

    private final DataSource database;
    private final ObjectMapper json;
    private final Ids ids;

    OutgoingMails(DataSource database, ObjectMapper json, Ids ids) {
        this.database = database;
        this.json = json;
        this.ids = ids;
    }

    /** Queues the mail, and the reminder, unless the address has been asked just this or has been asked often enough. */
    void queue(Session session, List<Waiting> records, String link, CaptureFacts capture) {
        Instant since =
                records.stream().map(Waiting::since).max(Instant::compareTo).orElseThrow();
        boolean anew = since.equals(session.now());
        if ((!anew && asked(session, records.get(0), since) > 0) || askedOften(session, records.get(0))) {
            return;
        }
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
                false,
                null);
        insert(session, records.get(0), mail, session.now());
        boolean remind =
                records.stream().anyMatch(record -> record.choice().purpose().reminders() > 0);
        if (remind) {
            insert(session, records.get(0), mail.asReminder(), halfWay(session.now(), mail.confirmBy()));
        }
    }

    /** Queues a letter to each e-mail address of the recipient that the subject has. */
    void letter(Session session, OpenSubject subject, Letter letter) {
        for (OwnIdentifier own : session.of(subject)) {
            boolean often = own.type() != IdentifierType.EMAIL
                    || own.given().isBlank()
                    || asked(session, subject, own.ref(), session.now().minus(LETTERS_IN)) >= MOST_LETTERS;
            if (!often) {
                OutgoingMail mail = OutgoingMail.of(
                        own.given().strip(), letter, session.now().plus(TRIED_FOR));
                insert(session, subject, own.ref(), mail, session.now());
            }
        }
    }

    private boolean askedOften(Session session, Waiting record) {
        Duration time = Duration.between(
                session.now(), record.choice().purpose().confirmWithin().after(session.now()));
        return asked(session, record, session.now().minus(time)) >= MOST_QUESTIONS;
    }

    private int asked(Session session, Waiting record, Instant since) {
        return asked(session, record.subject(), record.identifier().ref(), since);
    }

    private int asked(Session session, OpenSubject subject, int ref, Instant since) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(ASKED)) {
            count.setObject(1, session.context().tenant().value());
            count.setString(2, subject.id().value());
            count.setString(3, session.controller().key());
            count.setInt(4, ref);
            count.setObject(5, since.atOffset(ZoneOffset.UTC));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
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

    private void insert(Session session, Waiting record, OutgoingMail mail, Instant notBefore) {
        insert(session, record.subject(), record.identifier().ref(), mail, notBefore);
    }

    private void insert(Session session, OpenSubject subject, int ref, OutgoingMail mail, Instant notBefore) {
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
            insert.setString(8, session.controller().key());
            insert.setInt(9, ref);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
