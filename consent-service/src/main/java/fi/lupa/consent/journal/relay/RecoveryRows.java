// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subject's rows as the recovery reads and writes them, in a transaction of the subject's tenant. */
final class RecoveryRows {

    /** What the database has of a subject. */
    record Held(int revision, ObjectNode state) {}

    private static final String FIND = "SELECT revision, state FROM subject WHERE tenant = ? AND id = ?";
    private static final String KEY = "SELECT wrapped FROM subject_key WHERE tenant = ? AND subject = ?";
    private static final String DOMAIN = """
            INSERT INTO identity_domain (tenant, id, created_at) VALUES (?, ?, clock_timestamp()) ON CONFLICT DO NOTHING""";
    private static final String INSERT = """
            INSERT INTO subject (tenant, id, domain, status, revision, next_ref, state, epoch, xid, recorded_at)
            VALUES (?, ?, ?, 'LIVE', 0, 1, '{}', ?, pg_current_xact_id(), clock_timestamp())""";
    private static final String INSERT_KEY = "INSERT INTO subject_key (tenant, subject, wrapped) VALUES (?, ?, ?)";
    private static final String UPDATE = """
            UPDATE subject SET revision = ?, state = ?::jsonb, epoch = ?, xid = pg_current_xact_id(), recorded_at = ?,
              next_ref = greatest(next_ref, 1 + coalesce((SELECT max(ref) FROM identifier i WHERE i.tenant = ? AND i.subject = ?), 0))
            WHERE tenant = ? AND id = ?""";
    private static final String ATTACH = """
            INSERT INTO identifier (tenant, key_version, key, domain, type, subject, ref, since_epoch, since_xid, attached_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::xid8, clock_timestamp()) ON CONFLICT DO NOTHING""";
    private static final String HOLDER = """
            SELECT subject FROM identifier WHERE tenant = ? AND key_version = ? AND key = ? AND subject <> ?""";
    private static final String IDENTIFIERS = """
            SELECT ref, type, key, key_version, since_epoch, since_xid::text FROM identifier
            WHERE tenant = ? AND subject = ? ORDER BY ref, key_version""";
    private static final String RECORD = """
            INSERT INTO consent_record (tenant, id, subject, event_id, controller, purpose, channel, ref, state, body, at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::timestamptz, ?::timestamptz) ON CONFLICT DO NOTHING""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final UUID tenant;
    private final String subject;

    RecoveryRows(Connection connection, UUID tenant, String subject) {
        this.connection = connection;
        this.tenant = tenant;
        this.subject = subject;
    }

    Optional<Held> find() throws SQLException {
        try (PreparedStatement find = bound(FIND, tenant, subject);
                ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(new Held(row.getInt(1), read(row.getString(2)))) : Optional.empty();
        }
    }

    /** The subject's wrapped key; empty when it was erased. */
    Optional<byte[]> key() throws SQLException {
        try (PreparedStatement find = bound(KEY, tenant, subject);
                ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    void create(UUID domain, int epoch, byte[] wrappedKey) throws SQLException {
        run(DOMAIN, tenant, domain);
        run(INSERT, tenant, subject, domain, epoch);
        run(INSERT_KEY, tenant, subject, wrappedKey);
    }

    /** Attaches what the topic knows and the database does not; a key that another subject holds meanwhile stays there. */
    void attach(UUID domain, JsonNode identifiers) throws SQLException {
        for (JsonNode each : identifiers) {
            run(
                    ATTACH,
                    tenant,
                    each.path("keyVersion").intValue(),
                    Base64.getUrlDecoder().decode(each.path("key").textValue()),
                    domain,
                    each.path("type").textValue(),
                    subject,
                    each.path("ref").intValue(),
                    each.path("since").path("epoch").intValue(),
                    each.path("since").path("xid").textValue());
        }
    }

    /** The other subjects that hold any of these keys. */
    List<String> holders(JsonNode identifiers) throws SQLException {
        Set<String> holders = new TreeSet<>();
        for (JsonNode each : identifiers) {
            byte[] key = Base64.getUrlDecoder().decode(each.path("key").textValue());
            try (PreparedStatement find =
                            bound(HOLDER, tenant, each.path("keyVersion").intValue(), key, subject);
                    ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    holders.add(row.getString(1));
                }
            }
        }
        return List.copyOf(holders);
    }

    /** The array {@code identifiers} as the state carries it. */
    ArrayNode identifiers() throws SQLException {
        ArrayNode identifiers = JSON.createArrayNode();
        try (PreparedStatement find = bound(IDENTIFIERS, tenant, subject);
                ResultSet row = find.executeQuery()) {
            while (row.next()) {
                String key = Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(3));
                ObjectNode each = identifiers
                        .addObject()
                        .put("ref", row.getInt(1))
                        .put("type", row.getString(2))
                        .put("key", key)
                        .put("keyVersion", row.getInt(4));
                each.putObject("since").put("epoch", row.getInt(5)).put("xid", row.getString(6));
            }
        }
        return identifiers;
    }

    void update(int revision, ObjectNode state, int epoch, Instant recordedAt) throws SQLException {
        run(
                UPDATE,
                revision,
                state.toString(),
                epoch,
                recordedAt.atOffset(ZoneOffset.UTC),
                tenant,
                subject,
                tenant,
                subject);
    }

    /** Keeps the record of a withdrawal or refusal as the history shows it, under its own id. */
    void keepRecord(ObjectNode fact, JsonNode ref) throws SQLException {
        JsonNode consent = fact.path("consent");
        ObjectNode body = JSON.createObjectNode();
        body.set("consent", consent);
        body.set("capture", fact.path("capture"));
        run(
                RECORD,
                tenant,
                UUID.fromString(consent.path("recordId").textValue()),
                subject,
                UUID.fromString(fact.path("id").textValue()),
                fact.path("controller").textValue(),
                consent.path("purpose").textValue(),
                consent.path("channel").textValue(),
                ref.isInt() ? ref.intValue() : null,
                consent.path("state").textValue(),
                body.toString(),
                fact.path("at").textValue(),
                fact.path("recordedAt").textValue());
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state is not JSON", e);
        }
    }
}
