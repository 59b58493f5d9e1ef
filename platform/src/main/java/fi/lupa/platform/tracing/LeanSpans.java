// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets out of the process only what is listed here. Paths carry bearer secrets of persons ({@code /u/…}), queries and messages of exceptions may
 * carry anything, addresses of callers are personal data: so what is not known to be harmless is left behind, whoever set it.
 */
final class LeanSpans implements SpanExporter {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final Set<String> HARMLESS =
            Set.of(METHOD.getKey(), ROUTE.getKey(), "http.response.status_code", "error.type");

    private final SpanExporter next;

    LeanSpans(SpanExporter next) {
        this.next = next;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return next.export(spans.stream().<SpanData>map(Lean::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return next.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return next.shutdown();
    }

    /** A span with its template for a name, and without words of anybody. */
    private static final class Lean extends DelegatingSpanData {

        private final Attributes attributes;
        private final String name;

        Lean(SpanData whole) {
            super(whole);
            this.attributes = whole.getAttributes().toBuilder()
                    .removeIf(key -> !HARMLESS.contains(key.getKey()))
                    .build();
            this.name = name(whole, attributes);
        }

        /** Spans of HTTP are named by what they were asked for; ours have fixed names. */
        private static String name(SpanData whole, Attributes attributes) {
            String method = attributes.get(METHOD);
            if (method == null) {
                return whole.getInstrumentationScopeInfo().getName().equals(Trail.SCOPE)
                        ? whole.getName()
                        : whole.getKind().name();
            }
            String route = attributes.get(ROUTE);
            return route == null || whole.getKind() != SpanKind.SERVER ? method : method + " " + route;
        }

        /** Without what the caller's {@code tracestate} said. */
        @Override
        public SpanContext getSpanContext() {
            SpanContext context = super.getSpanContext();
            return SpanContext.create(
                    context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault());
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
