// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a trace from one step of a fact's way to the next, as the text that W3C Trace Context calls {@code traceparent}. */
public final class Trail {

    /** The header of a request or a record that carries it. */
    public static final String HEADER = "traceparent";

    static final String SCOPE = "fi.lupa";

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final Step UNTRACED = new Step(Span.getInvalid());

    private Trail() {}

    /** Where the trace of what this thread does goes on; null when it is not traced. */
    public static @Nullable String here() {
        return of(Span.current());
    }

    /** Begins a step of the trace that comes from there; without one, or with a text that is none, the step is nothing. */
    public static Step step(String name, SpanKind kind, @Nullable String traceparent) {
        if (traceparent == null) {
            return UNTRACED;
        }
        Context before = W3C.extract(Context.root(), Map.of(HEADER, traceparent), Getter.OF_A_MAP);
        if (!Span.fromContext(before).getSpanContext().isSampled()) {
            return UNTRACED;
        }
        return new Step(GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(before)
                .startSpan());
    }

    /** Begins the same step in each of these traces. */
    public static List<Step> steps(String name, SpanKind kind, Collection<String> traceparents) {
        return traceparents.stream().map(from -> step(name, kind, from)).toList();
    }

    private static @Nullable String of(Span span) {
        SpanContext context = span.getSpanContext();
        if (!context.isValid() || !context.isSampled()) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(Context.root().with(span), carrier, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return carrier.get(HEADER);
    }

    /** A step that has begun. */
    public static final class Step {

        private final Span span;

        private Step(Span span) {
            this.span = span;
        }

        /** What the next step begins from; null when this one is not traced. */
        public @Nullable String traceparent() {
            return of(span);
        }

        /** Says that it is done. */
        public void end() {
            span.end();
        }
    }

    private enum Getter implements TextMapGetter<Map<String, String>> {
        OF_A_MAP;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
