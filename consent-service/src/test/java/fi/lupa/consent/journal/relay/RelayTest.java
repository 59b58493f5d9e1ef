// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.journal.relay.RelayStand.Running;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.platform.id.SubjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RelayTest {

    private static final String REFUSE_TO_MOVE = """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END';
            CREATE TRIGGER refuse BEFORE UPDATE ON relay_position FOR EACH ROW
              WHEN (old.xid <> new.xid) EXECUTE FUNCTION refuse()""";

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private RelayStand stand;

    @BeforeEach
    void freshDatabaseAndTopics() {
        LocalStack local = LocalStack.with(Part.POSTGRES, Part.KAFKA);
        stand = RelayStand.on(ConsentDatabase.create(local.postgres()), local.kafka());
    }

    @Test
    void publishesFactStateAndMark_inTheirShapes() {
        // Given
        SubjectId subject = Facts.aSubject();
        try (Running relay = stand.started()) {
            // When
            UUID fact = Facts.commit(stand.database(), subject, 1);
            Facts.commitPurpose(stand.database(), "newsletter");
            stand.awaitFacts(Set.of(fact));
            RelayStand.await("catalogue", () -> stand.records(stand.topics().catalogue()).stream()
                    .anyMatch(record -> !RelayStand.key(record).startsWith("~")));

            // Then
            ConsumerRecord<byte[], byte[]> record =
                    stand.records(stand.topics().events()).get(0);
            assertThat(RelayStand.key(record)).isEqualTo(Facts.TENANT + ":" + subject);
            assertThat(RelayStand.header(record, "ce_type")).isEqualTo("fi.lupa.consent.given.v1");
            assertThat(RelayStand.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(RelayStand.header(record, "ce_source")).isEqualTo("/lupa/consent-service");
            assertThat(RelayStand.header(record, "ce_subject")).isEqualTo(subject.value());
            assertThat(RelayStand.header(record, "content-type")).isEqualTo("application/json");
            assertThat(RelayStand.body(record).path("epoch").intValue()).isEqualTo(1);
            assertThat(RelayStand.body(record).path("xid").textValue()).matches("[0-9]+");
            JsonNode state = stand.awaitState(subject, 1);
            assertThat(state.path("identifiers").isArray()).isTrue();
            ConsumerRecord<byte[], byte[]> purpose = stand
                    .records(stand.topics().catalogue())
                    .stream()
                    .filter(entry -> !RelayStand.key(entry).startsWith("~"))
                    .findFirst()
                    .orElseThrow();
            assertThat(RelayStand.key(purpose)).isEqualTo(Facts.TENANT + ":purpose:kysely/newsletter:1");
            assertThat(RelayStand.header(purpose, "ce_type")).isEqualTo("fi.lupa.catalogue.purpose.v1");
            relay.awaitPhase(Phase.PUBLISHING);
        }
    }

    @Test
    void putsItsStampsInThePlaceOfThoseThatARowHolds_andNoneTwice() throws Exception {
        // Given
        SubjectId subject = Facts.aSubject();
        UUID fact = Facts.commitStamped(stand.database(), subject);

        try (Running relay = stand.started()) {
            // When
            stand.awaitFacts(Set.of(fact));
            JsonNode state = stand.awaitState(subject, 1);

            // Then
            List<ConsumerRecord<byte[], byte[]>> published =
                    new ArrayList<>(stand.records(stand.topics().events()));
            published.addAll(stand.records(stand.topics().states()).stream()
                    .filter(record -> !RelayStand.key(record).startsWith("~"))
                    .toList());
            for (ConsumerRecord<byte[], byte[]> record : published) {
                JsonNode body = STRICT.readTree(record.value());
                assertThat(body.path("epoch").intValue()).isEqualTo(1);
                assertThat(body.path("xid").textValue()).isNotEqualTo("7");
                assertThat(body.path("since").path("xid").textValue()).isEqualTo("7");
            }
            assertThat(published).hasSize(2);
            assertThat(state.path("identifiers").isArray()).isTrue();
            assertThat(state.path("identifiers")).isEmpty();
            relay.awaitPhase(Phase.PUBLISHING);
        }
    }

    @Test
    void marksEveryPartition_ofTheThreeMarkedTopics() {
        // Given
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);

            // When
            UUID fact = Facts.commit(stand.database(), Facts.aSubject(), 1);
            stand.awaitFacts(Set.of(fact));
            Instant committed = Instant.now();

            // Then
            for (String topic : stand.topics().marked()) {
                for (int partition = 0; partition < RelayStand.PARTITIONS; partition++) {
                    int each = partition;
                    RelayStand.await("a mark after the commit on " + topic, () -> {
                        List<JsonNode> marks = stand.watermarks(topic, each);
                        return !marks.isEmpty()
                                && Instant.parse(marks.get(marks.size() - 1)
                                                .path("completeTo")
                                                .textValue())
                                        .isAfter(committed);
                    });
                    List<String> times = stand.watermarks(topic, partition).stream()
                            .map(mark -> mark.path("completeTo").textValue())
                            .toList();
                    assertThat(times).isSorted();
                }
            }
        }
    }

    /** Without gathering, a pass follows every commit, and each has a mark for every partition. */
    @Test
    void gathersWhatIsWritten_whenItComesFasterThanPasses() throws SQLException {
        try (Running relay = stand.started()) {
            // Given
            relay.awaitPhase(Phase.PUBLISHING);
            stand.awaitMarks(stand.topics().states());
            int before = stand.watermarks(stand.topics().states(), 0).size();
            long begin = System.nanoTime();
            Set<UUID> facts = new HashSet<>();

            // When
            while (System.nanoTime() - begin < Duration.ofSeconds(3).toNanos()) {
                try (Connection writer = Facts.begin(stand.database())) {
                    facts.add(Facts.write(writer, Facts.aSubject(), 1));
                    facts.add(Facts.write(writer, Facts.aSubject(), 1));
                    writer.commit();
                }
                relay.parts().wakeUp().signal();
            }
            stand.awaitFacts(facts);
            int marks = stand.watermarks(stand.topics().states(), 0).size() - before;
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

            // Then
            assertThat((long) marks).isBetween(1L, millis / 40 + millis / 250 + 3);
        }
    }

    @Test
    void skipsNothingAndKeepsTheOrderOfEachSubject_whenWritersCommitOutOfOrder() throws Exception {
        // Given
        Map<SubjectId, List<UUID>> written = new HashMap<>();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try (Running relay = stand.started();
                Running other = stand.started()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                SubjectId subject = Facts.aSubject();
                List<UUID> facts = new ArrayList<>();
                written.put(subject, facts);
                Running instance = writer % 2 == 0 ? relay : other;
                work.add(() -> writeSlowly(subject, facts, instance));
            }

            // When
            for (Future<Void> done : writers.invokeAll(work)) {
                done.get();
            }
            Set<UUID> all = new java.util.HashSet<>();
            written.values().forEach(all::addAll);
            List<String> found = stand.awaitFacts(all);

            // Then: a batch may come again as a whole, but nobody's facts out of their order
            written.forEach((subject, facts) -> {
                List<String> expected = facts.stream().map(UUID::toString).toList();
                assertThat(found.stream().distinct().filter(expected::contains).toList())
                        .isEqualTo(expected);
                stand.awaitState(subject, facts.size());
            });
            RelayStand.await("one publishes, one stands by", () -> Set.of(Phase.PUBLISHING, Phase.STANDBY)
                    .equals(EnumSet.of(relay.phase(), other.phase())));
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void repeatsAndNeverSkips_whenThePositionCannotBeSavedAfterTheAcknowledgement() {
        // Given
        SubjectId subject = Facts.aSubject();
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);
            stand.database().asSuperuser(REFUSE_TO_MOVE);

            // When
            UUID first = Facts.commit(stand.database(), subject, 1);
            RelayStand.await(
                    "a repetition", () -> stand.records(stand.topics().events()).size() > 1);
            stand.database().asSuperuser("DROP TRIGGER refuse ON relay_position");
            UUID second = Facts.commit(stand.database(), subject, 2);
            List<String> found = stand.awaitFacts(Set.of(first, second));

            // Then
            assertThat(found).startsWith(first.toString(), first.toString()).endsWith(second.toString());
            stand.awaitState(subject, 2);
        }
    }

    @Test
    void isTakenOverByTheOther_whenStoppedInGoodOrder() {
        // Given
        Running first = stand.started();
        first.awaitPhase(Phase.PUBLISHING);
        try (Running second = stand.started()) {
            UUID before = Facts.commit(stand.database(), Facts.aSubject(), 1);

            // When
            first.close();
            UUID after = Facts.commit(stand.database(), Facts.aSubject(), 1);

            // Then
            second.awaitPhase(Phase.PUBLISHING);
            stand.awaitFacts(Set.of(before, after));
        }
    }

    @Test
    void tellsTheHolderOnAnotherConnection_andNeverInTheWriteTransaction() throws SQLException {
        // Given
        Running holder = stand.started();
        holder.awaitPhase(Phase.PUBLISHING);
        try (Running standby = stand.started();
                Connection ear = stand.database().relay().open("test-ear");
                Statement listen = ear.createStatement()) {
            listen.execute("LISTEN " + WakeUpListener.CHANNEL);

            // When
            Facts.commit(stand.database(), Facts.aSubject(), 1);
            int heardFromTheWrite = ear.unwrap(PGConnection.class).getNotifications(500).length;
            standby.parts().wakeUp().signal();
            int heardAfterIt = ear.unwrap(PGConnection.class).getNotifications(60_000).length;

            // Then
            assertThat(heardFromTheWrite).isZero();
            assertThat(heardAfterIt).isPositive();
        } finally {
            holder.close();
        }
    }

    @Test
    void publishesTheShell_whenTheSubjectsKeyIsGone() throws SQLException {
        // Given
        SubjectId subject = Facts.aSubject();
        Facts.commit(stand.database(), subject, 1);
        stand.database()
                .asSuperuser("UPDATE journal SET sealed_identifiers = '\\x5b5d' WHERE subject = '" + subject + "'");

        // When
        try (Running relay = stand.started()) {
            JsonNode state = stand.awaitState(subject, 1);

            // Then
            assertThat(state.path("status").textValue()).isEqualTo("ERASED");
            assertThat(state.path("choices")).isEmpty();
            assertThat(state.path("identifiers")).isEmpty();
            relay.awaitPhase(Phase.PUBLISHING);
        }
    }

    @Test
    void publishesNothing_whenATopicIsNotAsItMustBe() {
        // Given
        TopicDefinitions wrong = new TopicDefinitions(stand.topics().prefix() + "x", RelayStand.PARTITIONS);
        RelayStand other = new RelayStand(stand.database(), stand.broker(), wrong);
        wrong.all().stream().skip(1).forEach(topic -> stand.broker().createTopic(topic.name(), 2, Map.of()));

        // When
        try (Running relay = other.started()) {
            relay.awaitPhase(Phase.TOPICS_WRONG);

            // Then: what was just made may at first be missing too
            RelayStand.await(() -> "all faults but " + relay.parts().status().details(), () -> relay.parts()
                    .status()
                    .details()
                    .containsAll(List.of(
                            "topic " + wrong.events() + " is missing",
                            "topic " + wrong.states() + " has 2 partitions, not 3",
                            "topic " + wrong.states() + " needs cleanup.policy=compact")));
            assertThat(relay.phase()).isEqualTo(Phase.TOPICS_WRONG);
        }
    }

    @Test
    void holdsTheMarkAndShowsIt_whenALongWriteElsewhereInTheClusterHoldsTheHorizon() throws SQLException {
        // Given
        try (Running relay = stand.started();
                Connection elsewhere = stand.database().server().connect("postgres");
                Connection quick = stand.database().server().connect("postgres");
                Statement write = elsewhere.createStatement();
                Statement later = quick.createStatement()) {
            RelayStand.await("a mark", () -> relay.parts().status().completeTo().isPresent());
            elsewhere.setAutoCommit(false);
            write.execute("SELECT pg_current_xact_id()");
            // xmax is one past the newest xid that has ended: only a later write that ends puts the open one below it.
            later.execute("SELECT pg_current_xact_id()");
            Instant held = Instant.now();

            // When
            RelayStand.await(
                    "the metric", () -> relay.parts().status().horizonAge().compareTo(Duration.ofSeconds(2)) > 0);
            Instant while_ = relay.parts().status().completeTo().orElseThrow();
            elsewhere.rollback();

            // Then
            assertThat(while_).isBefore(held.plusMillis(600));
            RelayStand.await(
                    "the mark goes on",
                    () -> relay.parts().status().completeTo().orElseThrow().isAfter(held.plusSeconds(2)));
        }
    }

    @Test
    void showsThatTheMarkIsHeld_whenTheLongWriteWasThereBeforeTheRelay() throws SQLException {
        // Given
        try (Connection elsewhere = stand.database().server().connect("postgres");
                Connection quick = stand.database().server().connect("postgres");
                Statement write = elsewhere.createStatement();
                Statement later = quick.createStatement()) {
            elsewhere.setAutoCommit(false);
            write.execute("SELECT pg_current_xact_id()");
            later.execute("SELECT pg_current_xact_id()");

            // When, Then
            try (Running relay = stand.started()) {
                RelayStand.await(
                        "the metric", () -> relay.parts().status().horizonAge().compareTo(Duration.ofSeconds(2)) > 0);
                assertThat(relay.parts().status().completeTo()).isEmpty();
            }
            elsewhere.rollback();
        }
    }

    private Void writeSlowly(SubjectId subject, List<UUID> facts, Running instance) throws SQLException {
        for (int revision = 1; revision <= 25; revision++) {
            try (Connection connection = Facts.begin(stand.database());
                    Statement statement = connection.createStatement()) {
                facts.add(Facts.write(connection, subject, revision));
                statement.execute("SELECT pg_sleep(" + Facts.RANDOM.nextInt(60) / 1000.0 + ")");
                connection.commit();
                instance.parts().wakeUp().signal();
            }
        }
        return null;
    }
}
