// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.id.Timestamps;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Watermarks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * What an orchestrator asks. Ready means loaded and once heard from every partition; old state does not make a replica unready,
 * because it still answers honestly that it cannot answer.
 */
@Singleton
final class Health {

    private final LiveIndex index;
    private final Migration migration;
    private final FeedThreads threads;
    private final Tailer tailer;
    private final Projector projector;

    Health(LiveIndex index, Migration migration, FeedThreads threads, Tailer tailer, Projector projector) {
        this.index = index;
        this.migration = migration;
        this.threads = threads;
        this.tailer = tailer;
        this.projector = projector;
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck indexIsLoaded() {
        return () -> {
            Optional<Instant> asOf = index.view().map(StateIndex.View::marks).flatMap(Watermarks::asOf);
            return HealthCheckResponse.named("index")
                    .status(asOf.isPresent())
                    .withData("loaded", index.view().isPresent())
                    .withData("identifiers", index.identifiers())
                    .withData("asOf", asOf.map(Timestamps::format).orElse("unknown"))
                    .withData("catalogueDoubts", index.doubts())
                    .withData("schema", migration.status())
                    .withData("partitionsStopped", tailer.stopped().size())
                    .build();
        };
    }

    @Produces
    @Liveness
    @Singleton
    HealthCheck threadsRun() {
        return () -> HealthCheckResponse.named("feed")
                .status(!threads.failed())
                .withData("projectorPartitionsStopped", projector.stopped().size())
                .build();
    }
}
