// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.About;
import fi.lupa.audit.leaf.Feed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the service has to log itself goes into the log like all else: each once, counted, in the chains. */
class OwnEventsTest {

    @Test
    void isLoggedOnce_whenTheSequencerStartsOverAndOverAgain() throws SQLException {
        try (LogKit kit = LogKit.withTopics()) {
            // Given
            kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
            kit.ingestUntil("SELECT count(*) FROM entry", 1);
            add(kit, 2, true);
            add(kit, 3, false);

            // When
            kit.ingestUntil("SELECT count(*) FROM entry", 2);
            kit.send(Feed.FACTS, Facts.consentGiven(4, Facts.subject(1), 2));
            kit.ingestUntil("SELECT count(*) FROM entry", 3);
            add(kit, 5, true);
            kit.ingestUntil("SELECT count(*) FROM entry", 4);

            // Then
            assertThat(kit.column("SELECT kind FROM entry ORDER BY idx"))
                    .containsExactly("consent.given", "extract.issued", "consent.given", "extract.issued");
            assertThat(kit.column("SELECT n::text FROM controller_entry ORDER BY idx"))
                    .containsExactly("0", "1", "2", "3");
            assertThat(kit.column("SELECT convert_from(leaf, 'UTF8')::json -> 'src' ->> 'offset' FROM entry"
                            + " WHERE kind = 'extract.issued' ORDER BY idx"))
                    .containsExactly("0", "1");
            assertThat(kit.number("SELECT sum(offsets - entries - duplicates - rejections - markers - compacted)"
                            + " FROM ingest"))
                    .isZero();
            assertThat(kit.status().accounts().fault()).isNull();
        }
    }

    private static void add(LogKit kit, int number, boolean commits) throws SQLException {
        About about = new About("kysely", Facts.subject(1), null, null, null, null, List.of("kysely"));
        OwnEvent event = new OwnEvent(
                Facts.TENANT,
                UUID.fromString("01939999-0000-7000-8000-%012d".formatted(number)),
                "extract.issued",
                Instant.parse("2026-11-22T08:00:00Z"),
                about,
                JsonNodeFactory.instance.objectNode().put("extract", "x"),
                List.of(Facts.DIGEST));
        try (Connection connection = kit.writer().getConnection()) {
            connection.setAutoCommit(false);
            OwnEvents.add(connection, event);
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }
}
