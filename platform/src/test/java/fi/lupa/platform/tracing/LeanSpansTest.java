// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeanSpansTest {

    private static final String SECRET = "a-secret-of-somebody@example.fi";

    private final List<SpanData> sent = new ArrayList<>();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new LeanSpans(new Kept())))
            .build();

    @Test
    void keepTheTemplateAndTheStatus_andNothingThatSomebodyElseWrote() {
        // Given
        SpanContext caller = SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", SECRET).build());
        Span span = tracers.get("io.quarkus.opentelemetry")
                .spanBuilder("GET /u/" + SECRET)
                .setParent(Context.root().with(Span.wrap(caller)))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .setAttribute("http.route", "/u/{token}")
                .setAttribute("http.response.status_code", 500L)
                .setAttribute("url.path", "/u/" + SECRET)
                .setAttribute("url.query", "q=" + SECRET)
                .setAttribute("client.address", SECRET)
                .setAttribute("user_agent.original", SECRET)
                .startSpan();

        // When
        span.recordException(new IllegalStateException(SECRET));
        span.addEvent(SECRET, Attributes.empty());
        span.setStatus(StatusCode.ERROR, SECRET);
        span.end();

        // Then
        SpanData lean = sent.get(0);
        assertThat(lean.getName()).isEqualTo("GET /u/{token}");
        assertThat(lean.getAttributes().asMap()).hasSize(3);
        assertThat(lean.getEvents()).isEmpty();
        assertThat(lean.getTraceId()).isEqualTo(caller.getTraceId());
        assertThat(lean.getSpanContext().getTraceState().isEmpty()).isTrue();
        assertThat(lean.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(lean.getStatus().getDescription()).isEmpty();
        assertThat(lean.getAttributes().toString() + lean.getName()).doesNotContain(SECRET);
    }

    @Test
    void areNamedByMethodAlone_whereThereIsNoTemplate() {
        tracers.get("io.quarkus.opentelemetry")
                .spanBuilder("GET /u/" + SECRET)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .startSpan()
                .end();
        tracers.get("somebody else's").spanBuilder(SECRET).startSpan().end();
        tracers.get(Trail.SCOPE).spanBuilder("log append").startSpan().end();

        assertThat(sent).extracting(SpanData::getName).containsExactly("GET", "INTERNAL", "log append");
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            sent.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
