// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.journal.JournalInsert;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.id.UuidV7;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes journal rows as the service's own role, in transactions that the test ends when it wants. */
@SuppressWarnings("NullAway") // It does not read the annotation of an array type from a class file.
final class Facts {

    static final TenantId TENANT = TenantId.ofKey("survey-vendor");
    static final SecureRandom RANDOM = new SecureRandom();

    private Facts() {}

    static SubjectId aSubject() {
        return SubjectId.random(RANDOM);
    }

    /** Opens a transaction of the tenant. */
    static Connection begin(ConsentDatabase database) throws SQLException {
        Connection connection = database.app().open("test-writer");
        connection.setAutoCommit(false);
        try (PreparedStatement tenant = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
            tenant.setString(1, TENANT.toString());
            tenant.execute();
        }
        return connection;
    }

    static UUID write(Connection connection, SubjectId subject, int revision) throws SQLException {
        return write(connection, 1, subject, revision, "consent.given");
    }

    static UUID write(Connection connection, int epoch, SubjectId subject, int revision, String kind)
            throws SQLException {
        UUID id = UuidV7.at(Instant.now(), RANDOM);
        Instant now = Timestamps.truncate(Instant.now());
        String fact = """
                {"id":"%s","kind":"%s","tenant":"%s","subject":"%s","revision":%d,"recordedAt":"%s"}""".formatted(id, kind, TENANT, subject, revision, Timestamps.format(now));
        JournalEntry entry = new JournalEntry(
                TENANT, epoch, id, kind, subject, revision, fact, state(subject, revision, kind, now), null, now);
        if (!JournalInsert.insert(connection, List.of(entry))) {
            throw new IllegalStateException("refused");
        }
        return id;
    }

    /** Writes one fact in a transaction of its own. */
    static UUID commit(ConsentDatabase database, SubjectId subject, int revision) {
        return commit(database, 1, subject, revision, "consent.given");
    }

    static UUID commit(ConsentDatabase database, int epoch, SubjectId subject, int revision, String kind) {
        try (Connection connection = begin(database)) {
            UUID id = write(connection, epoch, subject, revision, kind);
            connection.commit();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits a fact and a state that hold what the relay puts in, as rows may that were taken from the topics. */
    static UUID commitStamped(ConsentDatabase database, SubjectId subject) throws SQLException {
        UUID id = UuidV7.at(Instant.now(), RANDOM);
        Instant now = Timestamps.truncate(Instant.now());
        String text = """
                {"id":"%s","kind":"consent.given","tenant":"%s","subject":"%s","revision":1,"recordedAt":"%s",
                 "epoch":99,"xid":"7","since":{"epoch":99,"xid":"7"}%s}""";
        String fact = text.formatted(id, TENANT, subject, Timestamps.format(now), "");
        String state = text.formatted(id, TENANT, subject, Timestamps.format(now), ",\"identifiers\":[{\"n\":1}]");
        JournalEntry entry = new JournalEntry(TENANT, 1, id, "consent.given", subject, 1, fact, state, null, now);
        try (Connection connection = begin(database)) {
            JournalInsert.insert(connection, List.of(entry));
            connection.commit();
        }
        return id;
    }

    static UUID commitPurpose(ConsentDatabase database, String purpose) {
        UUID id = UuidV7.at(Instant.now(), RANDOM);
        String body = """
                {"tenant":"%s","kind":"purpose","id":"kysely/%s","version":"1","ordinal":1,
                 "recordedAt":"2026-11-21T10:00:00.000Z","body":{"key":"%s"}}""".formatted(TENANT, purpose, purpose);
        JournalEntry entry =
                new JournalEntry(TENANT, 1, id, "catalogue.purpose", null, null, body, null, null, Instant.now());
        try (Connection connection = begin(database)) {
            JournalInsert.insert(connection, List.of(entry));
            connection.commit();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String state(SubjectId subject, int revision, String kind, Instant now) {
        String time = Timestamps.format(now);
        UUID record = UuidV7.at(now, RANDOM);
        String permission = kind.equals("consent.given")
                ? "{\"recordId\":\"%s\",\"method\":\"SURVEY_TICK\",\"actor\":\"SUBJECT\",\"at\":\"%s\",\"recordedAt\":\"%s\",\"effectiveAt\":\"%s\",\"lifts\":[]}"
                        .formatted(record, time, time, time)
                : "null";
        String prohibition = kind.equals("consent.withdrawn")
                ? "{\"kind\":\"WITHDRAWN\",\"recordId\":\"%s\",\"at\":\"%s\",\"recordedAt\":\"%s\",\"doNotAskBefore\":null}"
                        .formatted(record, time, time)
                : "null";
        return """
               {"tenant":"%s","domain":"%s","subject":"%s","status":"LIVE","mergedInto":null,"revision":%d,"recordedAt":"%s",
                "choices":[{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","identifier":1,
                  "permission":%s,"prohibition":%s,"pending":null,"undemonstrable":null,"askedAt":null}],
                "objections":[],"contacts":[],"relationships":[],"restrictions":[],"rightsRequests":[]}""".formatted(TENANT, new UUID(7, 7), subject, revision, time, permission, prohibition);
    }
}
