// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.platform.id.UuidV7Source;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restored database lacks tombstones and own entries that were published after the backup. */
class SuppressionRecoveryTest {

    private static final Path GOLDEN = Path.of("src/main/contract/events/suppression-block/v1/examples/erased.json");

    @Test
    void recordsOnceWhatTheDatabaseLacks() throws Exception {
        // Given
        ConsentDatabase database =
                ConsentDatabase.create(LocalStack.with(Part.POSTGRES).postgres());
        ObjectNode block = (ObjectNode) new ObjectMapper().readTree(GOLDEN.toFile());
        InstantSource clock = InstantSource.system();
        SuppressionRecovery recovery =
                new SuppressionRecovery(database.app(), new UuidV7Source(clock, Facts.RANDOM), clock);

        // When
        int first = recovery.recover(List.of(block), 1);
        int second = recovery.recover(List.of(block), 1);

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(second).isZero();
    }
}
