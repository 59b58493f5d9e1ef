// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fact's {@code call}: who was told what at its start, that it was stopped, that it is over.
 *
 * @param listeners the disclosures to who records and trains; of a stop those that have to stop
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CallFact(
        UUID callId,
        Instant at,
        CallBody.@Nullable SpokenNotice notice,
        @Nullable Instant aiDisclosedAt,
        @Nullable Heard heard,
        List<UUID> listeners) {

    static final String MEMBER = "call";
    static final String STARTED = "call.started";
    static final String STOPPED = "call.stopped";
    static final String ENDED = "call.ended";

    /** Keeps a copy. */
    CallFact {
        listeners = List.copyOf(listeners);
    }

    static CallFact started(Call call) {
        return new CallFact(call.id(), call.startedAt(), call.notice(), call.aiDisclosedAt(), null, call.listeners());
    }

    static CallFact stopped(Call call, StopBody body) {
        List<UUID> stopping = body.understood().endsProcessing() ? call.listeners() : List.of();
        return new CallFact(call.id(), Timestamps.truncate(body.at()), null, null, body.understood(), stopping);
    }

    static CallFact ended(Call call, Instant at) {
        return new CallFact(call.id(), Timestamps.truncate(at), null, null, null, List.of());
    }
}
