// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.saved.IndexKeepers;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica whose topics are lost, or not what PostgreSQL has read. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class LostTopicTest {

    private final Instant stored = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final World world = World.withCatalogue();
    private OwnTopics topics;
    private Relay relay;
    private Replica replica;

    @Inject
    SnapshotStore snapshots;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @BeforeEach
    void createTopics() throws Exception {
        topics = new OwnTopics(writer);
        relay = topics.relay();
        topics.create();
        replica = new Replica(
                topics, writer, snapshots, IndexKeepers.none(), world.tenant(), world.key("anna@example.fi"));
    }

    @AfterEach
    void end() {
        replica.close();
        topics.close();
        world.close();
    }

    @Test
    void readsFromTheStart_whenATopicWasLostAndCreatedAgain() throws Exception {
        // Given: some marks, so that the old position lies beyond what the new topic will hold
        replica.start();
        StateJson given = world.consented("anna@example.fi");
        relay.state(given);
        for (int i = 0; i < 10; i++) {
            relay.mark(1, World.nextXid());
        }
        Until.holds("the first revision is held", () -> replica.revision() == 1);

        // When
        topics.delete();
        topics.create();
        Instant republished = Instant.now();
        relay.state(given);
        relay.state(given.withdrawn(World.nextXid()));
        relay.mark(1, World.nextXid());

        // Then
        Until.holds("the withdrawal is held", () -> replica.revision() == 2);
        Until.holds("and vouched for", () -> !replica.asOf().isBefore(republished.minusMillis(1)));
    }

    /** What PostgreSQL does not have yet may have been answered from memory before: after that no yes. */
    @Test
    void answersNothing_beforeAllIsReadThatTheTopicsHeld() {
        // Given
        StateJson given = world.consented("anna@example.fi");
        world.publish(given);
        Until.holds("PostgreSQL has the consent", () -> isStored(given));
        relay.state(given.withdrawn(World.nextXid()));

        // When
        replica.start();

        // Then
        Until.holds("it answers", replica::isShown);
        assertThat(replica.revisionsWhenShown()).containsExactly(2);
    }

    @Test
    void vouchesForNothing_untilItHearsFromATopicThatWasCreatedAgain() throws Exception {
        // Given
        topics.storeMarks(replica.layout(), "the-one-before", stored);

        // When
        replica.start();

        // Then
        Until.holds("it is shown", replica::isShown);
        assertThat(replica.asOf()).isEqualTo(Instant.EPOCH);

        // When
        relay.mark(1, World.nextXid());

        // Then
        Until.holds("and vouched for", () -> !replica.asOf().equals(Instant.EPOCH));
    }

    @Test
    void vouchesAsFarAsItWasStored_whenTheTopicIsTheSame() throws Exception {
        // Given
        topics.storeMarks(replica.layout(), "", stored);

        // When
        replica.start();

        // Then
        Until.holds("it is shown", replica::isShown);
        assertThat(replica.asOf()).isEqualTo(stored);
    }

    @Test
    void stopsThatPartitionAndStaysClosed_whenTheBrokerDoesNotHaveTheNextRecord() throws Exception {
        // Given
        Part beyond = new Part(Feed.STATES, 2);
        topics.storePosition(replica.layout(), beyond, "", 1_000_000);

        // When
        replica.start();
        Until.holds("the partition is stopped", () -> replica.stopped().equals(Set.of(beyond)));
        relay.mark(1, World.nextXid());
        relay.send(Relay.STATES, 0, "any", "{}", "fi.lupa.of-another-kind.v1");

        // Then
        Until.holds("the other partitions go on", () -> replica.ignored() == 1);
        assertThat(replica.isShown()).isFalse();
    }

    private boolean isStored(StateJson state) {
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT FROM state_current WHERE subject = '%s'"
                        .formatted(state.subject().value()))) {
            return found.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
