// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.recheck.RecheckPass;
import fi.lupa.local.infrastructure.OldDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The log of the version before is migrated: not a leaf, a tile, a tree head or a signature is another, and it goes on. */
class UpgradeTest {

    private static final Path DUMPS = OldDatabase.newest(Path.of(System.getProperty("lupa.root")));
    private static final OldDatabase OLD = OldDatabase.of(DUMPS, "audit-service");
    private static final List<String> WHAT_STANDS = List.of(
            "SELECT tenant || ' ' || year || ' ' || idx || ' ' || md5(leaf) FROM entry ORDER BY 1",
            "SELECT row_to_json(h)::text FROM head h ORDER BY 1",
            "SELECT note FROM checkpoint ORDER BY 1");

    @Test
    void isTheSameLog_andGoesOn_whenMigrated() throws Exception {
        try (LogKit kit = LogKit.withoutTables()) {
            // Given
            Flyway then = kit.flyway(OLD.version());
            then.migrate();
            assertThat(checksums(then))
                    .as("a migration that was released is not changed")
                    .isEqualTo(OLD.migrations());
            OLD.loadInto(LogKit.postgres(), kit.name());
            List<List<String>> before = standing(kit);
            assertThat(before).allSatisfy(rows -> assertThat(rows).isNotEmpty());

            // When
            kit.migrate();

            // Then
            assertThat(standing(kit)).isEqualTo(before);
            assertThat(findings(kit)).isEmpty();
            long entries = kit.number("SELECT count(*) FROM entry");
            kit.createTopics();
            kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
            kit.ingestUntil("SELECT count(*) FROM entry", entries + 1);
            assertThat(findings(kit)).isEmpty();
        }
    }

    /** What the recheck says, with the key that signed in the version before. */
    private static List<String> findings(LogKit kit) throws Exception {
        try (Connection connection = kit.writer().getConnection()) {
            connection.setAutoCommit(false);
            return RecheckPass.findings(connection, SigningKit.keys(DUMPS.resolve("log-key.pem"), origin(kit)));
        }
    }

    /** The first line of a checkpoint is the origin and the log's name. */
    private static String origin(LogKit kit) {
        String line = kit.column("SELECT split_part(note, E'\\n', 1) FROM checkpoint LIMIT 1")
                .get(0);
        return line.substring(0, line.lastIndexOf('/'));
    }

    private static List<List<String>> standing(LogKit kit) {
        return WHAT_STANDS.stream().map(kit::column).toList();
    }

    private static Map<String, Integer> checksums(Flyway flyway) {
        Map<String, Integer> checksums = new LinkedHashMap<>();
        for (var applied : flyway.info().applied()) {
            checksums.put(applied.getVersion().getVersion(), applied.getChecksum());
        }
        return checksums;
    }
}
