// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.journal.WriteRefusal;
import fi.lupa.consent.journal.relay.RelayStand.Running;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.local.infrastructure.ChildProcess;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.UuidV7Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What happens to a person's "no" when the database or the broker goes back in time. Each test has that one of its own which does. */
class EpochTest {

    private static final List<String> TABLES = List.of(
            "epoch",
            "identity_domain",
            "subject",
            "subject_key",
            "identifier",
            "journal",
            "relay_progress",
            "relay_position",
            "consent_record");

    /** The rows that capture writes beside the journal's. */
    private static final String SUBJECT_ROWS = """
            INSERT INTO identity_domain SELECT DISTINCT tenant, (state ->> 'domain')::uuid, now() FROM journal WHERE state IS NOT NULL;
            INSERT INTO subject SELECT tenant, subject, (state ->> 'domain')::uuid, 'LIVE', NULL, revision, 2, state, epoch, xid, recorded_at
              FROM journal WHERE state IS NOT NULL;
            INSERT INTO subject_key SELECT tenant, id, '\\x01' FROM subject""";

    private Path directory;

    @SuppressWarnings("NullAway.Init") // Set by each test.
    private PostgresServer postgres;

    @SuppressWarnings("NullAway.Init") // Set by each test.
    private KafkaBroker broker;

    @SuppressWarnings("NullAway.Init") // Set by each test.
    private RelayStand stand;

    @SuppressWarnings("NullAway.Init") // Set by each test.
    private ChildProcess own;

    @BeforeEach
    void directory() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "epoch")
                .toAbsolutePath();
    }

    private void withABrokerOfItsOwn() {
        broker = KafkaBroker.start(directory.resolve("kafka"), 0);
        own = broker;
        postgres = LocalStack.with(Part.POSTGRES).postgres();
        stand = RelayStand.on(ConsentDatabase.create(postgres), broker);
    }

    private void withADatabaseOfItsOwn() {
        postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        own = postgres;
        broker = LocalStack.with(Part.KAFKA).kafka();
        stand = RelayStand.on(ConsentDatabase.create(postgres), broker);
    }

    @AfterEach
    void end() {
        own.kill();
    }

    @Test
    void goesOnAndLosesNothing_whenTheBrokerIsDownUnderWrites() {
        // Given
        withABrokerOfItsOwn();
        Set<UUID> facts = new HashSet<>();
        SubjectId subject = Facts.aSubject();
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);
            facts.add(Facts.commit(stand.database(), subject, 1));
            stand.awaitFacts(facts);

            // When
            broker.stop();
            for (int revision = 2; revision <= 100; revision++) {
                facts.add(Facts.commit(stand.database(), subject, revision));
            }
            RelayStatus status = relay.parts().status();
            RelayStand.await(
                    () -> "the lag but " + status.lagRows(),
                    () -> status.phase() == Phase.FAILING
                            && status.lagRows() == 99
                            && status.lagAge().compareTo(Duration.ZERO) > 0);
            broker.restart();
            List<String> found = stand.awaitFacts(facts);

            // Then
            assertThat(new HashSet<>(found)).hasSize(100);
            RelayStand.await(
                    "the newest state",
                    () -> stand.lastState(subject.value()).path("revision").intValue() == 100);
            relay.awaitPhase(Phase.PUBLISHING);
            RelayStand.await("no lag", () -> status.lagRows() == 0);
        }
    }

    @Test
    void publishesAgainBeforeAnyMark_whenTheBrokersDirectoryWasDeleted() {
        // Given
        withABrokerOfItsOwn();
        SubjectId subject = Facts.aSubject();
        UUID given = Facts.commit(stand.database(), subject, 1);
        UUID withdrawn = Facts.commit(stand.database(), 1, subject, 2, "consent.withdrawn");
        Facts.commitPurpose(stand.database(), "newsletter");
        try (Running relay = stand.started()) {
            stand.awaitFacts(Set.of(given, withdrawn));
            RelayStand.await(
                    "marks", () -> !stand.watermarks(stand.topics().states(), 0).isEmpty());

            // When
            broker.kill();
            broker.deleteDataDirectory();
            broker.restart();
            stand.createTopics();
            List<String> facts = stand.awaitFacts(Set.of(given, withdrawn));
            stand.awaitMarks(stand.topics().states());
            stand.awaitMarks(stand.topics().catalogue());

            // Then
            assertThat(facts).startsWith(given.toString(), withdrawn.toString());
            assertThat(denies(stand.lastState(subject.value()))).isTrue();
            for (String topic : List.of(stand.topics().states(), stand.topics().catalogue())) {
                assertThat(firstMarkIsAfterAllElse(topic)).as(topic).isTrue();
            }
            relay.awaitPhase(Phase.PUBLISHING);
        }
    }

    @Test
    void refusesWritesAndRecoversTheNo_whenRestoredToBeforeAWithdrawal() throws Exception {
        // Given
        withADatabaseOfItsOwn();
        SubjectId known = Facts.aSubject();
        SubjectId later = Facts.aSubject();
        UUID given = Facts.commit(stand.database(), known, 1);
        stand.database().asSuperuser(SUBJECT_ROWS);
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);
            stand.awaitFacts(Set.of(given));
            stand.awaitState(known, 1);
        }
        postgres.stop();
        copy(directory.resolve("postgres/data"), directory.resolve("backup"));
        postgres.restart();
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);
            UUID withdrawn = Facts.commit(stand.database(), 1, known, 2, "consent.withdrawn");
            UUID other = Facts.commit(stand.database(), 1, later, 1, "consent.withdrawn");
            stand.awaitFacts(Set.of(withdrawn, other));
            stand.awaitState(known, 2);
            stand.awaitState(later, 1);
        }
        int marks = stand.watermarks(stand.topics().states(), 0).size();

        // When
        postgres.stop();
        delete(directory.resolve("postgres/data"));
        copy(directory.resolve("backup"), directory.resolve("postgres/data"));
        postgres.restart();

        // Then
        WriteGate gate = new WriteGate();
        try (Running relay = stand.started();
                GateKeeper keeper = new GateKeeper(stand.database().relay(), gate)) {
            keeper.start();
            relay.awaitPhase(Phase.RESTORED_BEHIND_LOG);
            RelayStand.await("the gate", () -> gate.refusal().equals(Optional.of(WriteRefusal.RESTORED_BEHIND_LOG)));
            assertThatThrownBy(() -> Facts.commit(stand.database(), known, 2)).hasMessage("refused");
            assertThat(stand.watermarks(stand.topics().states(), 0)).hasSize(marks);

            RecoveryReport report = recovery(stand.database()).run();

            assertThat(report.epoch()).isEqualTo(2);
            assertThat(report.prohibitions()).isEqualTo(2);
            RelayStand.await("the gate opens", () -> gate.refusal().isEmpty());
            relay.awaitPhase(Phase.PUBLISHING);
            for (SubjectId subject : List.of(known, later)) {
                RelayStand.await(
                        "the state of epoch 2",
                        () -> stand.lastState(subject.value()).path("epoch").intValue() == 2);
                assertThat(denies(stand.lastState(subject.value()))).isTrue();
            }
            UUID next = Facts.commit(stand.database(), 2, known, 4, "consent.withdrawn");
            stand.awaitFacts(Set.of(next));
            assertThat(recoveredFacts()).isEqualTo(2);
            assertThat(stand.database().ask("SELECT count(*) FROM consent_record"))
                    .isEqualTo("2");
            assertThat(stand.database().ask("SELECT revision FROM subject WHERE id = '" + known + "'"))
                    .isEqualTo("3");
        }
    }

    @Test
    void publishesInTheNextEpoch_whenDumpedAndReloadedIntoANewCluster() throws Exception {
        // Given
        withADatabaseOfItsOwn();
        SubjectId subject = Facts.aSubject();
        Set<UUID> facts = new HashSet<>();
        for (int revision = 1; revision <= 50; revision++) {
            facts.add(Facts.commit(stand.database(), subject, revision));
        }
        try (Running relay = stand.started()) {
            relay.awaitPhase(Phase.PUBLISHING);
            stand.awaitFacts(facts);
            stand.awaitState(subject, 50);
        }
        try (PostgresServer fresh = PostgresServer.start(directory.resolve("fresh"), 0)) {
            ConsentDatabase reloaded = ConsentDatabase.create(fresh);
            dumpAndReload(stand.database(), reloaded);

            // When
            RelayStand there = stand.with(reloaded);
            try (Running relay = there.started()) {
                relay.awaitPhase(Phase.RESTORED_BEHIND_LOG);
                RecoveryReport report = recovery(reloaded).run();
                UUID withdrawn = Facts.commit(reloaded, 2, subject, 51, "consent.withdrawn");
                there.awaitFacts(Set.of(withdrawn));

                // Then
                assertThat(report.prohibitions()).isZero();
                assertThat(denies(there.awaitState(subject, 51))).isTrue();
                RelayStand.await(
                        "a mark of epoch 2",
                        () -> there.watermarks(there.topics().states(), 0).stream()
                                .reduce((earlier, last) -> last)
                                .filter(mark -> mark.path("epoch").intValue() == 2)
                                .isPresent());
            }
        }
    }

    private Recovery recovery(ConsentDatabase database) {
        SubjectRecovery subjects = new SubjectRecovery(
                database.app(),
                new PlainKeys(),
                new UuidV7Source(InstantSource.system(), Facts.RANDOM),
                InstantSource.system(),
                Facts.RANDOM);
        return new Recovery(database.relay(), new BrokerClients(broker.clientSettings()), stand.topics(), subjects);
    }

    private long recoveredFacts() {
        return stand.records(stand.topics().events()).stream()
                .filter(record -> RelayStand.body(record)
                        .path("capture")
                        .path("method")
                        .asText()
                        .equals("RECOVERED"))
                .map(record -> RelayStand.header(record, "ce_id"))
                .distinct()
                .count();
    }

    /** In each partition that holds something else, the first mark stands behind it. */
    private boolean firstMarkIsAfterAllElse(String topic) {
        Set<Integer> marked = new HashSet<>();
        boolean anythingElse = false;
        for (ConsumerRecord<byte[], byte[]> record : stand.records(topic)) {
            if (RelayStand.key(record).startsWith("~")) {
                marked.add(record.partition());
            } else if (marked.contains(record.partition())) {
                return false;
            } else {
                anythingElse = true;
            }
        }
        return anythingElse && !marked.isEmpty();
    }

    private static boolean denies(JsonNode state) {
        JsonNode cell = state.path("choices").path(0);
        return cell.path("permission").isNull() && cell.path("prohibition").isObject();
    }

    private static void dumpAndReload(ConsentDatabase from, ConsentDatabase to) throws SQLException, IOException {
        to.asSuperuser("TRUNCATE " + String.join(", ", TABLES) + " CASCADE");
        try (Connection source = from.server().connect(from.name());
                Connection target = to.server().connect(to.name())) {
            for (String table : TABLES) {
                ByteArrayOutputStream dump = new ByteArrayOutputStream();
                source.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", dump);
                target.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(dump.toByteArray()));
            }
        }
        to.asSuperuser(
                "SELECT setval(pg_get_serial_sequence('journal', 'position'), (SELECT max(position) FROM journal))");
    }

    private static void copy(Path from, Path to) throws IOException {
        new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    private static void delete(Path tree) throws IOException {
        new ProcessBuilder("rm", "-r", tree.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
    }
}
