// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.saved.IndexKeeper;
import fi.lupa.preference.state.saved.IndexKeepers;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A replica that starts again with the states it has saved. PostgreSQL holds none of these states, so what is known of the person is known from
 * the file and the topics alone.
 */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class SavedIndexTest {

    private static final Set<Part> ALL = Set.of(part(0), part(1), part(2));

    private final World world = World.withCatalogue();
    private final StateJson given = world.consented("anna@example.fi");
    private OwnTopics topics;
    private Relay relay;
    private Path directory;

    @Inject
    SnapshotStore snapshots;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @BeforeEach
    void saveAConsent() throws Exception {
        topics = new OwnTopics(writer);
        relay = topics.relay();
        directory = Files.createDirectories(Path.of("target/saved-index"));
        directory = Files.createTempDirectory(directory, "run").toAbsolutePath();
        topics.create();
        try (Replica first = replica(IndexKeepers.in(directory)).start()) {
            relay.mark(1, World.nextXid());
            Until.holds("it vouches", () -> first.isShown() && !first.asOf().equals(Instant.EPOCH));
            relay.state(given);
            Until.holds("it is saved", () -> isSavedWithTheConsent());
            topics.storeMarks(first.layout(), "", Instant.EPOCH);
        }
    }

    @AfterEach
    void end() {
        topics.close();
        world.close();
    }

    @Test
    void knowsThePerson_beforeAnythingIsReadFromTheTopicsAgain() throws SQLException {
        try (Replica second = replica(kept())) {
            // When
            IndexLoader.Loaded loaded = second.loader().load(second.layout());

            // Then
            assertThat(loaded.fromFile()).isTrue();
            assertThat(loaded.index().find(world.tenant(), List.of(world.key("anna@example.fi"))))
                    .hasSize(1);
            assertThat(loaded.index().marks().newest().keySet()).containsAll(ALL);
        }
    }

    @Test
    void answersNothing_beforeTheWithdrawalIsReadThatCameSince() {
        // Given
        relay.state(given.withdrawn(World.nextXid()));

        // When
        try (Replica second = replica(kept()).start()) {

            // Then
            Until.holds("it answers", second::isShown);
            assertThat(second.revisionsWhenShown()).containsExactly(2);
        }
    }

    @Test
    void vouchesAsFarAsWhatWasSaved() {
        // When
        try (Replica second = replica(kept()).start()) {

            // Then
            Until.holds("it answers", second::isShown);
            assertThat(second.revisionsWhenShown()).containsExactly(1);
            Instant before = Instant.now();
            assertThat(second.asOf()).isAfter(Instant.EPOCH).isBefore(before);
            relay.mark(1, World.nextXid());
            Until.holds("and further", () -> !second.asOf().isBefore(before.minusMillis(1)));
        }
    }

    /** The states that a lost topic held may have been changed by nobody knows what before it was filled again. */
    @Test
    void readsPostgreSql_whenTheTopicIsAnotherOne() throws Exception {
        // When
        topics.delete();
        topics.create();
        try (Replica any = replica(kept())) {
            for (Part part : ALL) {
                topics.storePosition(any.layout(), part, "", 0);
            }
        }

        // Then
        assertIsNotUsed();
    }

    /** Somebody emptied the database to have it filled again from the topics. */
    @Test
    void readsPostgreSql_whenThatHasNotReadTheTopics() throws Exception {
        // When
        try (Replica any = replica(kept())) {
            for (Part part : ALL) {
                topics.storePosition(any.layout(), part, "the-one-before", 0);
            }
        }

        // Then
        assertIsNotUsed();
    }

    @Test
    void readsPostgreSql_whenTheTopicNoLongerHasWhatCameNext() throws Exception {
        // Given
        relay.state(given.withdrawn(World.nextXid()));
        relay.mark(1, World.nextXid());

        // When
        topics.deleteRecords(Feed.STATES);

        // Then: the person is not known, as PostgreSQL knows none of these
        try (Replica second = replica(kept()).start()) {
            Until.holds("the file is deleted", () -> kept().find(any -> true).isEmpty());
            Until.holds("it is stopped, as PostgreSQL has read less than was deleted", () -> !second.stopped()
                    .isEmpty());
            assertThat(second.isShown()).isFalse();
        }
    }

    /** The broker lost its last records: PostgreSQL has read more than there is, and in that may be a "no" that is in neither. */
    @Test
    void staysClosed_whenPostgreSqlHasReadMoreThanTheBrokerHas() throws Exception {
        try (Replica second = replica(kept())) {
            // Given
            topics.storePosition(second.layout(), part(1), "", 1_000_000);

            // When
            second.start();

            // Then
            Until.holds("it is stopped", () -> second.stopped().equals(Set.of(part(1))));
            assertThat(second.isShown()).isFalse();
        }
    }

    /** The broker lost records that only this replica has read. */
    @Test
    void staysClosed_whenTheFileHasReadMoreThanTheBrokerHas() throws Exception {
        // Given: a file that goes further than the topics do
        try (Replica any = replica(kept())) {
            IndexLoader.Loaded loaded = any.loader().load(any.layout());
            Map<Part, ReadPosition> further = new HashMap<>(loaded.next());
            further.replaceAll((part, at) -> new ReadPosition(at.topicId(), at.nextOffset() + 1_000_000));
            loaded.index().distrust(new SubjectKey(world.tenant(), given.subject()));
            IndexKeeper keeper = IndexKeepers.in(directory);
            keeper.keep(loaded.index(), further);
            Until.holds("it is saved", () -> kept().find(reached ->
                            reached.positions().values().stream().allMatch(at -> at.nextOffset() >= 1_000_000))
                    .isPresent());
        }

        // When
        try (Replica second = replica(kept()).start()) {

            // Then
            Until.holds("it is stopped", () -> second.stopped().equals(ALL));
            assertThat(second.isShown()).isFalse();
        }
    }

    @Test
    void readsPostgreSql_whenTheFileIsDamaged() throws IOException, SQLException {
        // When
        Path file = directory.resolve("states.lupa-index");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        // Then
        assertIsNotUsed();
    }

    private void assertIsNotUsed() throws SQLException {
        try (Replica second = replica(kept())) {
            IndexLoader.Loaded loaded = second.loader().load(second.layout());
            assertThat(loaded.fromFile()).isFalse();
            assertThat(loaded.index().find(world.tenant(), List.of(world.key("anna@example.fi"))))
                    .isEmpty();
        }
    }

    private boolean isSavedWithTheConsent() {
        Set<Part> read = new HashSet<>();
        return kept().find(reached -> read.addAll(reached.positions().keySet()) && read.containsAll(ALL))
                .filter(saved -> saved.states().identifiers(world.tenant()) == 1)
                .isPresent();
    }

    /** The keeper of a process that saves nothing before the test is over. */
    private IndexKeeper kept() {
        return IndexKeepers.in(directory, Duration.ofHours(1));
    }

    private Replica replica(IndexKeeper keeper) {
        return new Replica(topics, writer, snapshots, keeper, world.tenant(), world.key("anna@example.fi"));
    }

    private static Part part(int partition) {
        return new Part(Feed.STATES, partition);
    }
}
