// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

class SequencerThreadTest {

    @Test
    void takesInOnceTheTablesAreThere_whenItWasStartedBeforeTheMigration() throws Exception {
        try (LogKit kit = LogKit.withoutTables()) {
            // Given
            kit.createTopics();
            SequencerThread thread = kit.thread();
            thread.start(new StartupEvent());
            try {
                LogKit.await(() -> kit.status().state() != IngestionStatus.State.STARTING);
                assertThat(kit.status().state()).isEqualTo(IngestionStatus.State.RETRYING);

                // When
                kit.migrate();

                // Then
                LogKit.await(() -> kit.status().state() == IngestionStatus.State.INGESTING);
            } finally {
                thread.stop(new ShutdownEvent());
            }
        }
    }
}
