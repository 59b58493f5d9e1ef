// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.UUID;

/** Finds the id by which a caller and an operator speak of the same failure. */
public final class TraceIds {

    private TraceIds() {}

    /** Returns the trace id of the current span, or a random one of the same form where nothing is traced. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }
}
