// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.journal.relay.RelayStand.Running;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.platform.id.SubjectId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A holder of the relay's lock that is stopped, or killed, in a process of its own. */
class StoppedHolderTest {

    private static final String HOLDERS =
            "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted"
                    + " AND a.datname = current_database() AND a.application_name = 'lupa-relay-lock'";

    private RelayStand stand;

    @BeforeEach
    void freshDatabaseAndTopics() {
        LocalStack local = LocalStack.with(Part.POSTGRES, Part.KAFKA);
        stand = RelayStand.on(ConsentDatabase.create(local.postgres()), local.kafka());
    }

    @Test
    void losesTheLockAndDoesNoHarmOnWaking_whenStopped() throws Exception {
        // Given
        SubjectId subject = Facts.aSubject();
        Set<UUID> facts = new HashSet<>();
        try (RelayProcess holder = RelayProcess.start(stand)) {
            facts.add(Facts.commit(stand.database(), subject, 1));
            stand.awaitFacts(facts);
            try (Running other = stand.started()) {
                // When
                holder.pause();
                for (int revision = 2; revision <= 40; revision++) {
                    facts.add(Facts.commit(stand.database(), subject, revision));
                }
                other.awaitPhase(Phase.PUBLISHING);
                stand.awaitFacts(facts);
                holder.resume();
                for (int revision = 41; revision <= 60; revision++) {
                    facts.add(Facts.commit(stand.database(), subject, revision));
                }
                stand.awaitFacts(facts);

                // Then
                RelayStand.await(
                        "one holder", () -> stand.database().ask(HOLDERS).equals("1"));
                stand.awaitState(subject, 60);
                other.awaitPhase(Phase.PUBLISHING);
                assertThat(stand.watermarks(stand.topics().states(), 0)).isNotEmpty();
            }
        }
    }

    @Test
    void nothingIsSkipped_whenKilledAgainAndAgain() throws Exception {
        // Given
        SubjectId subject = Facts.aSubject();
        Set<UUID> facts = new HashSet<>();
        int revision = 0;

        // When
        for (int round = 0; round < 3; round++) {
            try (RelayProcess holder = RelayProcess.start(stand)) {
                for (int more = 0; more < 40; more++) {
                    facts.add(Facts.commit(stand.database(), subject, ++revision));
                }
                Set<UUID> some = Set.of(facts.iterator().next());
                stand.awaitFacts(some);
                holder.kill();
            }
        }
        try (Running last = stand.started()) {
            stand.awaitFacts(facts);

            // Then
            // The holders that were killed may have published everything: the last one still has to compare first.
            last.awaitPhase(Phase.PUBLISHING);
            int newest = revision;
            RelayStand.await(
                    "the newest state is last",
                    () -> stand.lastState(subject.value()).path("revision").intValue() == newest);
        }
    }
}
