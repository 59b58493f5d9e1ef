// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/** Remembers which acts of persons a client has used, so that one that is posted again lifts nothing and gives nothing. */
@ApplicationScoped
class ActMemory {

    /** The page of what did not come by one of ours. */
    static final String ANYWHERE = "";

    private static final HexFormat HEX = HexFormat.of();
    private static final String USE = "lupa-act";
    private static final String REMEMBER = """
            INSERT INTO act_memory (tenant, controller, client, act, recorded_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private static final String REMEMBER_ALL = """
            INSERT INTO act_memory (tenant, controller, client, act, recorded_at)
            SELECT a.tenant, a.controller, a.client, a.act, a.recorded_at
            FROM unnest(?, ?, ?, ?, ?) AS a (tenant, controller, client, act, recorded_at)
            ON CONFLICT DO NOTHING RETURNING act""";

    private static final String KNOWN_OF = """
            SELECT act FROM act_memory WHERE tenant = ? AND controller = ? AND client = ? AND act = ANY (?)""";

    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM act_memory WHERE tenant = ? AND controller = ? AND client = ? AND act = ANY (?))""";

    private final List<SecretKeySpec> keys;
    private final DataSource database;
    private final ObjectMapper json;

    ActMemory(LinkSecrets secrets, DataSource database, ObjectMapper json) {
        keys = secrets.keys(USE).stream().map(Digests::hmacKey).toList();
        this.database = database;
        this.json = json;
    }

    /**
     * Remembers the act and returns whether it was known already. Without an {@code actId} the act is the body without
     * {@code capture.at}.
     */
    boolean known(Session session, CaptureRequest capture, Object body) {
        return known(session, capture, body, ANYWHERE);
    }

    /** Does the same for a body that came by a certain page: an equal one that came by another page is another act. */
    boolean known(Session session, CaptureRequest capture, Object body, String page) {
        List<byte[]> acts =
                keys.stream().map(key -> act(key, capture, body, page)).toList();
        Together only = new Together();
        BooleanSupplier known = known(session, acts, only);
        session.context().run(only);
        return known.getAsBoolean();
    }

    /** Remembers the act with other statements, and tells once they were run. */
    BooleanSupplier known(Session session, ConsentRequest request, String page, Together together) {
        List<byte[]> acts = keys.stream()
                .map(key -> act(key, request.capture(), request, page))
                .toList();
        return known(session, acts, together);
    }

    /** An act that was remembered before the link key was exchanged is remembered still. */
    private static BooleanSupplier known(Session session, List<byte[]> acts, Together together) {
        Together.Told<Integer> remembered = together.change(REMEMBER, (insert, first) -> {
            int next = bindWhose(insert, first, session);
            insert.setBytes(next, acts.get(0));
            insert.setObject(next + 1, session.now().atOffset(ZoneOffset.UTC));
            return next + 2;
        });
        if (acts.size() == 1) {
            return () -> remembered.get() == 0;
        }
        Object[] earlier = acts.subList(1, acts.size()).toArray(byte[][]::new);
        Together.Told<Boolean> before = together.ask(
                KNOWN,
                (find, first) -> {
                    int next = bindWhose(find, first, session);
                    find.setArray(next, find.getConnection().createArrayOf("bytea", earlier));
                    return next + 1;
                },
                row -> row.next() && row.getBoolean(1));
        return () -> remembered.get() == 0 || before.get();
    }

    private static int bindWhose(PreparedStatement statement, int first, Session session) throws SQLException {
        statement.setObject(first, session.context().tenant().value());
        statement.setString(first + 1, session.controller().key());
        statement.setString(first + 2, session.caller().client());
        return first + 3;
    }

    /**
     * Remembers the acts of many bodies and returns of each whether it was known already, be it from earlier in the list.
     *
     * @param session whose client has sent them all
     */
    List<Boolean> allKnown(Session session, List<ConsentRequest> bodies) {
        List<String> now = acts(keys.get(0), bodies);
        Set<String> unknown = rememberAll(session, now);
        List<Boolean> known = new ArrayList<>();
        now.forEach(act -> known.add(!unknown.remove(act)));
        for (SecretKeySpec earlier : keys.subList(1, keys.size())) {
            List<String> acts = acts(earlier, bodies);
            Set<String> before = knownOf(session, acts);
            for (int i = 0; i < acts.size(); i++) {
                known.set(i, known.get(i) || before.contains(acts.get(i)));
            }
        }
        return known;
    }

    private List<String> acts(SecretKeySpec key, List<ConsentRequest> bodies) {
        return bodies.stream()
                .map(body -> HEX.formatHex(act(key, body.capture(), body, ANYWHERE)))
                .toList();
    }

    /** Returns those that were not known. */
    private Set<String> rememberAll(Session session, List<String> acts) {
        Rows rows = new Rows("uuid", "text", "text", "bytea", "timestamptz");
        new LinkedHashSet<>(acts)
                .forEach(act -> rows.add(
                        session.context().tenant().value(),
                        session.controller().key(),
                        session.caller().client(),
                        HEX.parseHex(act),
                        Timestamps.format(session.now())));
        if (rows.isEmpty()) {
            return new HashSet<>();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(REMEMBER_ALL)) {
            rows.bind(insert, 1);
            return read(insert);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private Set<String> knownOf(Session session, List<String> acts) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(KNOWN_OF)) {
            find.setObject(1, session.context().tenant().value());
            find.setString(2, session.controller().key());
            find.setString(3, session.caller().client());
            byte[][] asked = acts.stream().map(HEX::parseHex).toArray(byte[][]::new);
            find.setArray(4, connection.createArrayOf("bytea", asked));
            return read(find);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Set<String> read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Set<String> acts = new HashSet<>();
            while (rows.next()) {
                acts.add(HEX.formatHex(rows.getBytes(1)));
            }
            return acts;
        }
    }

    private byte[] act(SecretKeySpec key, CaptureRequest capture, Object body, String page) {
        String id = capture.actId();
        return id == null
                ? unnamed(key, body, page)
                : Digests.hmac(key, new byte[] {'i'}, id.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] unnamed(SecretKeySpec key, Object body, String page) {
        return page.equals(ANYWHERE)
                ? Digests.hmac(key, new byte[] {'b'}, withoutTime(body))
                : Digests.hmac(
                        key,
                        new byte[] {'p'},
                        Digests.sha256(page.getBytes(StandardCharsets.UTF_8)),
                        withoutTime(body));
    }

    private byte[] withoutTime(Object body) {
        try {
            ObjectNode tree = json.valueToTree(body);
            JsonNode capture = tree.path("capture");
            if (capture instanceof ObjectNode members) {
                members.remove("at");
            }
            return json.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body cannot be written", null);
        }
    }
}
