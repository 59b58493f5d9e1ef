// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs what blocks on worker threads, so that the event loop answers on (ADR 0007). */
@Singleton
final class Workers {

    private final Vertx vertx;

    Workers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes on the event loop of the request that asked. */
    <T> CompletionStage<T> supply(Supplier<T> work) {
        return vertx.executeBlocking(work::get, false).toCompletionStage();
    }
}
