// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.relay.Comparison.SubjectKey;
import fi.lupa.consent.journal.relay.Topics.Extent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What an operator runs after the database was restored or reloaded: records again every prohibition that the topics have and the database lacks,
 * opens the next epoch and lets writes through. It may be repeated after a crash; what is recorded already is not recorded again.
 */
public final class Recovery {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final String OPEN_EPOCH = """
            INSERT INTO epoch (number, opened_at, reason, system_identifier)
            SELECT (SELECT max(number) + 1 FROM epoch), clock_timestamp(), 'RECOVERED', system_identifier::text
            FROM pg_control_system() RETURNING number""";

    private final RelayDatabase database;
    private final BrokerClients clients;
    private final TopicDefinitions topics;
    private final SubjectRecovery subjects;

    public Recovery(RelayDatabase database, BrokerClients clients, TopicDefinitions topics, SubjectRecovery subjects) {
        this.database = database;
        this.clients = clients;
        this.topics = topics;
        this.subjects = subjects;
    }

    /** Recovers, with the service stopped or its writes held, and tells what it did and what it could not do. */
    public RecoveryReport run() throws SQLException {
        try (Connection connection = database.open("lupa-recover");
                Topics broker = new Topics(clients, topics);
                TopicTail tail = new TopicTail(clients)) {
            new WriteHolds(connection).hold("recover runs");
            awaitRunningWrites(connection);
            Map<TopicPartition, Extent> extents = broker.extents();
            JournalLookup journal = new JournalLookup(connection);
            TopicContents contents = TopicContents.read(topics, extents, tail, journal);
            int epoch = openEpoch(connection);
            RecoveryReport report = recover(contents, journal, epoch);
            finish(connection, extents);
            return report;
        }
    }

    private RecoveryReport recover(TopicContents contents, JournalLookup journal, int epoch) throws SQLException {
        List<String> permissions = new ArrayList<>();
        List<String> byHand = new ArrayList<>(new TreeSet<>(contents.unknownCatalogue()));
        int better = 0;
        int prohibitions =
                subjects.suppressions().recover(contents.growingBlocks().values(), epoch);
        for (Map.Entry<SubjectKey, ObjectNode> entry : contents.states().entrySet()) {
            ObjectNode topic = entry.getValue();
            if (journal.knowsStates(List.of(TailRecord.ofState(topic)))) {
                continue;
            }
            better++;
            JsonNode status = topic.path("status");
            if (!status.asText().equals("LIVE")) {
                byHand.add(entry.getKey().subject() + " was " + status.asText());
            }
            RecoveredState recovered = subjects.recover(entry.getKey(), topic, epoch);
            prohibitions += recovered.prohibitions().size();
            permissions.addAll(recovered.permissions());
            recovered
                    .stopped()
                    .forEach(other -> byHand.add(
                            other + " holds an identifier of " + entry.getKey().subject() + " and was stopped"));
        }
        return new RecoveryReport(epoch, better, prohibitions, List.copyOf(permissions), List.copyOf(byHand));
    }

    /** No journal row begins any more while the hold stands; those that had begun must have ended. */
    private static void awaitRunningWrites(Connection connection) throws SQLException {
        long xmax = number(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        long end = System.nanoTime() + DRAIN.toNanos();
        while (number(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint") < xmax) {
            if (System.nanoTime() > end) {
                throw new RelayFailure("a write transaction does not end; nothing was changed");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static int openEpoch(Connection connection) throws SQLException {
        return (int) number(connection, OPEN_EPOCH);
    }

    /**
     * The topics as they are now are what the relay goes on from; then writes are let through. A topic that was lost too, and is another one
     * with nothing in it, stays what it was to the relay, which then publishes everything again.
     */
    private static void finish(Connection connection, Map<TopicPartition, Extent> extents) throws SQLException {
        ProgressStore store = new ProgressStore(connection);
        Progress progress = store.load();
        extents.forEach((partition, extent) -> {
            if (!isLost(progress.mark(partition), extent)) {
                progress.mark(partition, new Progress.Mark(extent.topicId(), extent.end()));
            }
        });
        store.save(progress);
        try (PreparedStatement lift = connection.prepareStatement("DELETE FROM write_hold")) {
            lift.executeUpdate();
        }
    }

    private static boolean isLost(Progress.@Nullable Mark known, Extent extent) {
        return known != null && !known.topicId().equals(extent.topicId()) && extent.begin() == extent.end();
    }

    private static long number(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }
}
