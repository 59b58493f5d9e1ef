// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** What Quarkus' OpenTelemetry takes from us: which spans there are, and where they go. */
@Singleton
final class Tracing {

    private final Optional<URI> endpoint;
    private final double ratio;

    Tracing(TracingConfig config) {
        this.endpoint = config.endpoint();
        this.ratio = config.ratio();
    }

    /** Without an endpoint a span is only its ids, which logs and problems need, and costs no more. */
    @Produces
    @Singleton
    Sampler sampler() {
        return endpoint.isPresent() ? Sampler.parentBased(Sampler.traceIdRatioBased(ratio)) : Sampler.alwaysOff();
    }

    /** Sends in the background; what a collector that is away does not take is dropped, and no request waits for it. */
    @Produces
    @Singleton
    SpanProcessor processor() {
        return endpoint.map(url -> OtlpHttpSpanExporter.builder()
                        .setEndpoint(url.toString())
                        .build())
                .<SpanProcessor>map(exporter ->
                        BatchSpanProcessor.builder(new LeanSpans(exporter)).build())
                .orElseGet(SpanProcessor::composite);
    }
}
