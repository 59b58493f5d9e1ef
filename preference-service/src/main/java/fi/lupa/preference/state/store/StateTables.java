// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Writes states: every revision into history, the newest into current, and its identifiers into the map. */
final class StateTables {

    private static final String HISTORY = """
            INSERT INTO state_history (tenant, subject, epoch, revision, xid, recorded_at, state)
            SELECT tenant, subject, epoch, revision, xid, recorded_at, state
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text, epoch integer, revision integer, xid bigint,
              recorded_at timestamptz, state jsonb)
            ON CONFLICT DO NOTHING
            """;
    private static final String CURRENT = """
            INSERT INTO state_current AS held (tenant, subject, domain, status, epoch, revision, xid, recorded_at, state)
            SELECT tenant, subject, domain, status, epoch, revision, xid, recorded_at, state
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text, domain uuid, status text, epoch integer,
              revision integer, xid bigint, recorded_at timestamptz, state jsonb)
            ON CONFLICT (tenant, subject) DO UPDATE SET (domain, status, epoch, revision, xid, recorded_at, state, unreadable)
              = (EXCLUDED.domain, EXCLUDED.status, EXCLUDED.epoch, EXCLUDED.revision, EXCLUDED.xid, EXCLUDED.recorded_at,
                 EXCLUDED.state, false)
            WHERE (EXCLUDED.epoch, EXCLUDED.revision) > (held.epoch, held.revision)
            RETURNING tenant || ':' || subject
            """;
    private static final String FORGET_IDENTIFIERS = """
            DELETE FROM identifier_map held
            USING jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text)
            WHERE held.tenant = r.tenant AND held.subject = r.subject
            """;
    private static final String IDENTIFIERS = """
            INSERT INTO identifier_map (tenant, subject, ref, key_version, key, type, since_epoch, since_xid)
            SELECT tenant, subject, ref, key_version, decode(key, 'hex'), type, since_epoch, since_xid
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text, ref integer, key_version integer, key text,
              type text, since_epoch integer, since_xid bigint)
            ON CONFLICT DO NOTHING
            """;
    private static final String FORGET_ORGANISATIONS = FORGET_IDENTIFIERS.replace("identifier_map", "organisation_map");
    private static final String ORGANISATIONS = """
            INSERT INTO organisation_map (tenant, subject, organisation, key_version, key)
            SELECT tenant, subject, organisation, key_version, decode(key, 'hex')
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text, organisation integer, key_version integer,
              key text)
            ON CONFLICT DO NOTHING
            """;
    private static final String DISTRUST = """
            UPDATE state_current held SET unreadable = true
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text)
            WHERE held.tenant = r.tenant AND held.subject = r.subject AND NOT held.unreadable
            """;

    private StateTables() {}

    static void write(Connection connection, Batch batch) throws SQLException {
        distrust(connection, batch.distrusted());
        stateRows(batch.states()).into(connection, HISTORY);
        Set<String> taken = Set.copyOf(stateRows(batch.newest()).returning(connection, CURRENT));
        replaceIdentifiers(
                connection,
                batch.newest().stream()
                        .map(FeedRecord.State::state)
                        .filter(state -> taken.contains(text(state.key())))
                        .toList());
        distrust(connection, batch.distrustedAfterAll());
    }

    private static Rows stateRows(List<FeedRecord.State> states) {
        Rows rows = new Rows();
        for (FeedRecord.State state : states) {
            HeldState.Written written = state.state().written();
            subject(rows, state.state().key())
                    .put("domain", state.state().domain().toString())
                    .put("status", state.state().facts().status().name())
                    .put("epoch", written.version().epoch())
                    .put("revision", written.version().revision())
                    .put("xid", written.position().xid())
                    .put("recorded_at", Timestamps.format(written.recordedAt()))
                    .set("state", state.json());
        }
        return rows;
    }

    private static void replaceIdentifiers(Connection connection, List<HeldState> states) throws SQLException {
        Rows subjects = new Rows();
        Rows identifiers = new Rows();
        for (HeldState state : states) {
            subject(subjects, state.key());
            for (IdentifierClaim claim : state.identifiers()) {
                subject(identifiers, state.key())
                        .put("ref", claim.ref())
                        .put("key_version", claim.key().version())
                        .put("key", HexFormat.of().formatHex(claim.key().bytes()))
                        .put("type", claim.type().name())
                        .put("since_epoch", claim.since().epoch())
                        .put("since_xid", claim.since().xid());
            }
        }
        subjects.into(connection, FORGET_IDENTIFIERS);
        identifiers.into(connection, IDENTIFIERS);
        replaceOrganisations(connection, states, subjects);
    }

    private static void replaceOrganisations(Connection connection, List<HeldState> states, Rows subjects)
            throws SQLException {
        Rows organisations = new Rows();
        for (HeldState state : states) {
            int number = 0;
            for (List<IdentifierKey> organisation : state.organisations()) {
                number++;
                for (IdentifierKey key : organisation) {
                    subject(organisations, state.key())
                            .put("organisation", number)
                            .put("key_version", key.version())
                            .put("key", HexFormat.of().formatHex(key.bytes()));
                }
            }
        }
        subjects.into(connection, FORGET_ORGANISATIONS);
        organisations.into(connection, ORGANISATIONS);
    }

    private static void distrust(Connection connection, Collection<SubjectKey> keys) throws SQLException {
        Rows rows = new Rows();
        keys.forEach(key -> subject(rows, key));
        rows.into(connection, DISTRUST);
    }

    private static ObjectNode subject(Rows rows, SubjectKey key) {
        return rows.add()
                .put("tenant", key.tenant().value().toString())
                .put("subject", key.subject().value());
    }

    private static String text(SubjectKey key) {
        return key.tenant().value() + ":" + key.subject().value();
    }
}
