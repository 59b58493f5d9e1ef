// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A departure as an officer sees it.
 *
 * @param waitsFor controllers of the same register that do not leave, or not yet: nothing is destroyed while there is one
 * @param report what the destruction would meet now: a dry run
 * @param exports where everything can be taken along from
 * @param revision of the change; null when it is only read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DepartureView(
        UUID id,
        String controller,
        Departure.State state,
        Departure.Choice choice,
        String justification,
        Instant endsAt,
        Instant noticeAt,
        Instant closesAt,
        Instant destroysAt,
        boolean released,
        List<String> waitsFor,
        Report report,
        List<String> exports,
        @Nullable Instant begunAt,
        @Nullable Instant destroyedAt,
        @Nullable String revision) {

    private static final List<String> EXPORTS = List.of(
            "/v1/departures/{controller}/register",
            "/v1/subjects/lookup",
            "/v1/subjects/{id}",
            "/v1/subjects/{id}/history",
            "/v1/receipts/{id}",
            "audit-service /v1/extracts");

    /** Keeps a copy. */
    DepartureView {
        waitsFor = List.copyOf(waitsFor);
        exports = List.copyOf(exports);
    }

    /**
     * What a destruction meets.
     *
     * @param people who would be erased
     * @param organisations subjects that are kept: their prohibitions are nobody's personal data
     * @param openRequests rights requests that nobody has answered yet
     * @param restricted people whose data are under a restriction
     * @param erased who has been erased already
     */
    record Report(long people, long organisations, long openRequests, long restricted, long erased) {}

    static DepartureView of(
            Departure departure, Instant now, List<String> waitsFor, Report report, @Nullable String revision) {
        return new DepartureView(
                departure.id(),
                departure.controller(),
                departure.state(now),
                departure.choice(),
                departure.justification(),
                departure.times().endsAt(),
                departure.times().noticeAt(),
                departure.times().closesAt(),
                departure.times().destroysAt(),
                departure.releasedAt() != null,
                waitsFor,
                report,
                EXPORTS,
                departure.begunAt(),
                departure.destroyedAt(),
                revision);
    }
}
