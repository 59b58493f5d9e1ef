// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {

    private record Settings(Optional<URI> endpoint, double ratio) implements TracingConfig {}

    @Test
    void recordsNothingAndSendsNothing_withoutAnEndpoint() {
        Tracing tracing = new Tracing(new Settings(Optional.empty(), 1));
        assertThat(tracing.sampler()).isEqualTo(Sampler.alwaysOff());
        try (SpanProcessor processor = tracing.processor()) {
            assertThat(processor.isStartRequired() || processor.isEndRequired()).isFalse();
        }
    }

    @Test
    void leadsNowhere_whereNothingIsTraced() {
        assertThat(Trail.here()).isNull();
        assertThat(Trail.step("step", SpanKind.INTERNAL, null).traceparent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "somebody@example.fi",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            })
    void leadsNowhere_whenTheTextIsNoTraceThatIsRecorded(String text) {
        Trail.Step step = Trail.step("step", SpanKind.INTERNAL, text);
        assertThat(step.traceparent()).isNull();
        step.end();
    }
}
