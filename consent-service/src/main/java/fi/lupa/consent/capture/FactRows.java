// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The tables of consent records and disclosures, on the connection of the active transaction. */
@ApplicationScoped
class FactRows {

    private static final String DISCLOSURES = """
            INSERT INTO vault_disclosure (tenant, event_id, subject, ciphertext) SELECT * FROM unnest(?, ?, ?, ?)""";
    private static final String RECORDS = """
            INSERT INTO consent_record
              (tenant, id, subject, event_id, controller, purpose, channel, ref, state, body, supersedes, at, recorded_at)
            SELECT r.tenant, r.id, r.subject, r.event_id, r.controller, r.purpose, r.channel, r.ref, r.state, r.body::jsonb,
              r.supersedes, r.at, r.recorded_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS r
              (tenant, id, subject, event_id, controller, purpose, channel, ref, state, body, supersedes, at, recorded_at)""";

    private final DataSource database;

    FactRows(DataSource database) {
        this.database = database;
    }

    /** What the facts of a write have beside their journal rows. */
    static final class Kept {

        private final Rows disclosures = new Rows("uuid", "uuid", "text", "bytea");
        private final Rows records = new Rows(
                "uuid",
                "uuid",
                "text",
                "uuid",
                "text",
                "text",
                "text",
                "integer",
                "text",
                "text",
                "uuid",
                "timestamptz",
                "timestamptz");

        void disclosures(UUID tenant, UUID eventId, OpenSubject subject, byte[] sealed) {
            disclosures.add(tenant, eventId, subject.id().value(), sealed);
        }

        void record(FactView fact, FactView.Consent consent, ConsentRow row, String body) {
            Channel channel = consent.channel();
            records.add(
                    fact.tenant(),
                    consent.recordId(),
                    fact.subject(),
                    fact.id(),
                    fact.controller(),
                    consent.purpose(),
                    channel == null ? null : channel.name(),
                    row.ref(),
                    consent.state().name(),
                    body,
                    row.supersedes(),
                    Timestamps.format(fact.at()),
                    Timestamps.format(fact.recordedAt()));
        }
    }

    /** Stores all of it with other statements. */
    static void keep(Kept kept, Together writes) {
        writes.change(DISCLOSURES, kept.disclosures);
        writes.change(RECORDS, kept.records);
    }

    /** Stores all of it. */
    void keep(Kept kept) {
        Together only = new Together();
        keep(kept, only);
        try (Connection connection = database.getConnection()) {
            only.run(connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
