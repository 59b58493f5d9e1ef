// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.StateJson;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Subjects and their identifiers, many with one statement, on the connection of the active transaction. */
@ApplicationScoped
class SubjectBlocks {

    private static final String FIND = """
            SELECT id, domain, status, next_ref, state FROM subject WHERE tenant = ? AND id = ANY (?) AND status = 'LIVE'""";
    private static final String IDENTIFIERS = """
            SELECT i.subject, i.ref, i.type, i.key_version, i.key, i.since_epoch, i.since_xid::text AS since_xid, v.ref IS NOT NULL AS valued
            FROM identifier i LEFT JOIN vault_identifier v ON v.tenant = i.tenant AND v.subject = i.subject AND v.ref = i.ref
            WHERE i.tenant = ? AND i.subject = ANY (?) ORDER BY i.subject, i.ref, i.key_version""";
    private static final String INSERT = """
            INSERT INTO subject (tenant, id, domain, status, revision, next_ref, state, epoch, xid, recorded_at)
            SELECT s.tenant, s.id, s.domain, s.status, s.revision, s.next_ref, s.state::jsonb, s.epoch, pg_current_xact_id(), s.recorded_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS s (tenant, id, domain, status, revision, next_ref, state, epoch, recorded_at)""";
    private static final String UPDATE = """
            UPDATE subject t SET revision = s.revision, next_ref = s.next_ref, state = s.state::jsonb, epoch = s.epoch,
              xid = pg_current_xact_id(), recorded_at = s.recorded_at, status = s.status, merged_into = s.merged_into
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS s (tenant, id, status, merged_into, revision, next_ref, state, epoch, recorded_at)
            WHERE t.tenant = s.tenant AND t.id = s.id""";
    private static final String ATTACH = """
            INSERT INTO identifier (tenant, key_version, key, domain, type, subject, ref, since_epoch, since_xid, attached_at)
            SELECT i.tenant, i.key_version, i.key, i.domain, i.type, i.subject, i.ref, i.since_epoch, pg_current_xact_id(), i.attached_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS i
              (tenant, key_version, key, domain, type, subject, ref, since_epoch, attached_at)""";
    private static final String VALUES =
            "INSERT INTO vault_identifier (tenant, subject, ref, ciphertext) SELECT * FROM unnest(?, ?, ?, ?)";

    private final Vault vault;
    private final DataSource database;

    SubjectBlocks(Vault vault, DataSource database) {
        this.vault = vault;
        this.database = database;
    }

    /** Returns those that are live and whose key is there, all in one round trip. */
    Map<SubjectId, OpenSubject> open(TenantId tenant, Collection<SubjectId> ids) {
        String[] names = ids.stream().map(SubjectId::value).toArray(String[]::new);
        Together together = new Together();
        Together.Told<List<SubjectRow>> rows =
                together.ask(FIND, (find, first) -> bind(find, first, tenant, names), SubjectBlocks::rows);
        Together.Told<Map<SubjectId, List<HeldIdentifier>>> held =
                together.ask(IDENTIFIERS, (find, first) -> bind(find, first, tenant, names), SubjectBlocks::held);
        Together.Told<Map<SubjectId, DataKey>> keys = vault.keys(together, tenant, ids);
        try (Connection connection = database.getConnection()) {
            together.run(connection);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        Map<SubjectId, OpenSubject> open = new HashMap<>();
        for (SubjectRow row : rows.get()) {
            DataKey key = keys.get().get(row.id());
            if (key != null) {
                open.put(row.id(), new OpenSubject(row, key, held.get().getOrDefault(row.id(), List.of())));
            }
        }
        return open;
    }

    private static int bind(PreparedStatement find, int first, TenantId tenant, String[] names) throws SQLException {
        find.setObject(first, tenant.value());
        find.setArray(first + 1, find.getConnection().createArrayOf("text", names));
        return first + 2;
    }

    private static List<SubjectRow> rows(ResultSet row) throws SQLException {
        List<SubjectRow> rows = new ArrayList<>();
        while (row.next()) {
            rows.add(read(row));
        }
        return rows;
    }

    private static SubjectRow read(ResultSet row) throws SQLException {
        StateJson.Whole stored = StateJson.readWhole(row.getString("state"));
        return new SubjectRow(
                SubjectId.parse(row.getString("id")),
                row.getObject("domain", UUID.class),
                row.getString("status"),
                row.getInt("next_ref"),
                stored.state(),
                stored.standing());
    }

    private static Map<SubjectId, List<HeldIdentifier>> held(ResultSet row) throws SQLException {
        Map<SubjectId, List<HeldIdentifier>> held = new HashMap<>();
        while (row.next()) {
            held.computeIfAbsent(SubjectId.parse(row.getString("subject")), id -> new ArrayList<>())
                    .add(new HeldIdentifier(
                            row.getInt("ref"),
                            IdentifierType.valueOf(row.getString("type")),
                            new IdentifierKey(row.getInt("key_version"), row.getBytes("key")),
                            row.getInt("since_epoch"),
                            Long.parseLong(row.getString("since_xid")),
                            row.getBoolean("valued")));
        }
        return held;
    }

    /** Stores these states: new subjects with their identifiers, known ones as they are now. */
    void store(CaptureContext context, Map<OpenSubject, String> states, Together writes) {
        Rows known = new Rows("uuid", "text", "text", "text", "integer", "integer", "text", "integer", "timestamptz");
        Rows born = new Rows("uuid", "text", "uuid", "text", "integer", "integer", "text", "integer", "timestamptz");
        Rows identifiers =
                new Rows("uuid", "integer", "bytea", "uuid", "text", "text", "integer", "integer", "timestamptz");
        Rows values = new Rows("uuid", "text", "integer", "bytea");
        states.forEach((subject, state) -> {
            OpenSubject.Birth birth = subject.birth();
            if (birth == null) {
                addKnown(known, context, subject, state);
            } else {
                addBorn(born, context, subject, state);
                addIdentifiers(identifiers, context, subject);
                birth.values()
                        .forEach((ref, value) -> values.add(
                                context.tenant().value(), subject.id().value(), ref, value));
            }
        });
        writes.change(UPDATE, known);
        writes.change(INSERT, born);
        writes.change(ATTACH, identifiers);
        writes.change(VALUES, values);
    }

    private static void addKnown(Rows known, CaptureContext context, OpenSubject subject, String state) {
        known.add(
                context.tenant().value(),
                subject.id().value(),
                subject.standing().status().name(),
                subject.standing().mergedInto(),
                subject.state().revision(),
                subject.nextRef(),
                state,
                context.epoch(),
                Timestamps.format(context.recordedAt()));
    }

    private static void addBorn(Rows born, CaptureContext context, OpenSubject subject, String state) {
        born.add(
                context.tenant().value(),
                subject.id().value(),
                subject.domain(),
                subject.standing().status().name(),
                subject.state().revision(),
                subject.nextRef(),
                state,
                context.epoch(),
                Timestamps.format(context.recordedAt()));
    }

    private static void addIdentifiers(Rows identifiers, CaptureContext context, OpenSubject subject) {
        for (HeldIdentifier held : subject.identifiers()) {
            identifiers.add(
                    context.tenant().value(),
                    held.key().version(),
                    held.key().bytes(),
                    subject.domain(),
                    held.type().name(),
                    subject.id().value(),
                    held.ref(),
                    held.sinceEpoch(),
                    Timestamps.format(context.recordedAt()));
        }
    }
}
