// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/entries}. */
public final class EntryRequest {

    @Parameter(description = "Only entries about this controller")
    @QueryParam("controller")
    @Nullable
    String controller;

    @Parameter(description = "Only entries about this purpose")
    @QueryParam("purpose")
    @Nullable
    String purpose;

    @Parameter(description = "Logged at this time or later, RFC 3339")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "Logged before this time, RFC 3339")
    @QueryParam("to")
    @Nullable
    String until;

    @Parameter(description = "The `next` of the page before")
    @QueryParam("cursor")
    @Nullable
    String cursor;

    @Parameter(description = "The most entries of one page, at most 1000; 200 if absent")
    @QueryParam("limit")
    @Nullable
    String limit;

    /** Returns what is asked for, within what the caller may see. */
    EntryQuery within(Caller caller) {
        if (controller != null) {
            caller.mayActFor(controller);
        }
        Instant first = time("from", from);
        Instant end = time("to", until);
        if (first != null && end != null && first.isAfter(end)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "to", "before from");
        }
        EntryFilter filter = new EntryFilter(null, controller, purpose, first, end);
        return new EntryQuery(caller.tenant(), caller.controllers(), filter, Cursor.parse(cursor), Limit.parse(limit));
    }

    private static @Nullable Instant time(String parameter, @Nullable String text) {
        try {
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, parameter, "not an RFC 3339 time");
        }
    }
}
