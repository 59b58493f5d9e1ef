// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The rows that preference-service would hold if an import had gone on: those about two of its people are read, and those about many more are
 * made like them, under the real keys of the addresses that they would have.
 */
final class StoredPeople {

    /** The columns of a line of states, as COPY takes it. */
    static final String STATE_COLUMNS = "tenant, subject, domain, status, epoch, revision, xid, recorded_at, state";
    /** The columns of a line of identifiers. */
    static final String IDENTIFIER_COLUMNS = "tenant, subject, ref, key_version, key, type, since_epoch, since_xid";

    private static final String STORED = """
            SELECT s.tenant::text, s.recorded_at, s.state::text,
              concat_ws(E'\\t', s.status, s.epoch, s.revision, s.xid), concat_ws(E'\\t', i.since_epoch, i.since_xid), i.ref
            FROM identifier_map i JOIN state_current s ON s.tenant = i.tenant AND s.subject = i.subject
            WHERE i.type = 'EMAIL' AND i.key_version = ? AND i.key = ? AND s.domain = ?
            """;

    private final IdentifierKeys keys;
    private final String run;
    private final Like yes;
    private final Like no;

    /** What is the same about all that are made like somebody. */
    private record Like(
            String tenant, UUID domain, StoredState state, int length, String version, String since, String ref) {}

    /** Reads person 0, who refused, and person 1, who consented, of this run. */
    StoredPeople(Connection database, IdentifierKeys keys, String run) throws SQLException, IOException {
        this.keys = keys;
        this.run = run;
        this.no = like(database, 0);
        this.yes = like(database, 1);
    }

    /** The bytes of a stored state of one who has consented. */
    int stateBytes() {
        return yes.length();
    }

    /** The line about somebody's state. */
    String state(int person) {
        Like like = like(person);
        StoredState.Person made = like.state().person(person);
        String json = like.state().json(made).replace("\\", "\\\\");
        return String.join(
                        "\t",
                        like.tenant(),
                        made.subject(),
                        like.domain().toString(),
                        like.version(),
                        Timestamps.format(made.recordedAt()),
                        json)
                + "\n";
    }

    /** The line about somebody's address. */
    String identifier(int person) {
        Like like = like(person);
        IdentifierKey key = key(like.domain(), person);
        return String.join(
                        "\t",
                        like.tenant(),
                        like.state().person(person).subject(),
                        like.ref(),
                        Integer.toString(key.version()),
                        "\\\\x" + HexFormat.of().formatHex(key.bytes()),
                        "EMAIL",
                        like.since())
                + "\n";
    }

    private Like like(int person) {
        return ImportRows.decision(person).equals("ALLOW") ? yes : no;
    }

    private Like like(Connection database, int person) throws SQLException, IOException {
        for (UUID domain : domains(database)) {
            IdentifierKey key = key(domain, person);
            try (PreparedStatement select = database.prepareStatement(STORED)) {
                select.setInt(1, key.version());
                select.setBytes(2, key.bytes());
                select.setObject(3, domain);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return like(row, domain);
                    }
                }
            }
        }
        throw new IOException("what is stored of a person was not found");
    }

    private static Like like(ResultSet row, UUID domain) throws SQLException {
        String tenant = row.getString(1);
        String json = row.getString(3);
        StoredState state = new StoredState(json, row.getTimestamp(2).toInstant(), Set.of(tenant, domain.toString()));
        return new Like(tenant, domain, state, json.length(), row.getString(4), row.getString(5), row.getString(6));
    }

    private static List<UUID> domains(Connection database) throws SQLException {
        List<UUID> domains = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT DISTINCT domain FROM state_current")) {
            while (row.next()) {
                domains.add(row.getObject(1, UUID.class));
            }
        }
        return domains;
    }

    private IdentifierKey key(UUID domain, int person) {
        byte[] address = ImportRows.mail(run, person).getBytes(StandardCharsets.UTF_8);
        return keys.current(domain, IdentifierType.EMAIL, sha256(address));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
