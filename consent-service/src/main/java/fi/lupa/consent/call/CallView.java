// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.consent.telling.CallListeners;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as clients see it.
 *
 * @param obligations of who leads the call, met or to be met
 * @param listeners the ledger's ids of who records and trains
 * @param stops what they were told to end, and whether they have; read with GET
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CallView(
        UUID id,
        String controller,
        String subjectId,
        CallBody.SpokenNotice notice,
        List<String> obligations,
        List<UUID> listeners,
        Instant startedAt,
        Instant aiDisclosedAt,
        @Nullable Instant stoppedAt,
        @Nullable Instant endedAt,
        @Nullable List<CallListeners.StopNotice> stops,
        @Nullable String revision) {

    private static final List<String> OBLIGATIONS = List.of("DISCLOSE_AI", "RECORD_STOP_DURING_CALL");

    static CallView of(Call call, String revision) {
        return view(call, null, revision);
    }

    static CallView of(Call call, List<CallListeners.StopNotice> stops) {
        return view(call, List.copyOf(stops), null);
    }

    private static CallView view(Call call, @Nullable List<CallListeners.StopNotice> stops, @Nullable String revision) {
        return new CallView(
                call.id(),
                call.controller(),
                call.subject().value(),
                call.notice(),
                OBLIGATIONS,
                call.listeners(),
                call.startedAt(),
                call.aiDisclosedAt(),
                call.stoppedAt(),
                call.endedAt(),
                stops,
                revision);
    }
}
