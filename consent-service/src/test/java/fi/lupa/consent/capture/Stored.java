// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the database holds of a tenant, read as a superuser. */
public final class Stored {

    private static final List<String> TABLES = List.of(
            "subject",
            "subject_key",
            "identifier",
            "vault_identifier",
            "vault_disclosure",
            "consent_record",
            "journal",
            "idempotency",
            "act_memory",
            "outgoing_mail");

    private static final int SECONDS = 5;
    private static final ThreadLocal<Connection> KEPT = new ThreadLocal<>();

    private Stored() {}

    /** Rows by table; the catalogue's journal rows are left out. */
    public static Map<String, Integer> counts(Tenant tenant) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String table : TABLES) {
            String facts = "journal".equals(table) ? " AND subject IS NOT NULL" : "";
            counts.put(
                    table,
                    Integer.valueOf(texts(tenant, "SELECT count(*)::text FROM " + table + " WHERE tenant = ?" + facts)
                            .get(0)));
        }
        return counts;
    }

    public static List<String> texts(Tenant tenant, String sql) {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            statement.setObject(1, TenantId.ofKey(tenant.key()).value());
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A look costs less than logging in for it, and tests that wait look often. */
    private static Connection connection() throws SQLException {
        Connection kept = KEPT.get();
        if (kept == null || !kept.isValid(SECONDS)) {
            kept = ConsentStack.stack().postgres().connect(ConsentStack.database());
            KEPT.set(kept);
        }
        return kept;
    }

    /** Facts of the tenant in the order of the journal. */
    public static List<String> facts(Tenant tenant) {
        return texts(
                tenant,
                "SELECT payload::text FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position");
    }

    /** Those of the texts that stand anywhere in the consent database, as text or as the bytes of a column that should be sealed. */
    public static List<String> found(String... texts) {
        String all = dump();
        return Stream.of(texts)
                .filter(text -> all.contains(text) || all.contains(hex(text)))
                .toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every row of every table; bytes are in hexadecimal. */
    public static String dump() {
        StringBuilder all = new StringBuilder();
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT t::text FROM public." + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all.toString();
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
