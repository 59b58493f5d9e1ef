// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What became of each row of an import, a JSON object a line. */
@Path("/v1/jobs/{id}/report")
@NeedsScope(Scope.CONSENT_WRITE)
class ReportResource {

    private final CurrentCaller caller;
    private final ReadReport reports;

    ReportResource(CurrentCaller caller, ReadReport reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @GET
    @Operation(
            summary = "What became of each row of an import",
            description =
                    "{line, result: STORED|BLOCKED_BY_PROHIBITION|ERASED|NOT_DEMONSTRABLE|INVALID, code}, as far as it is recorded.")
    @Produces("application/x-ndjson")
    public StreamingOutput report(@PathParam("id") UUID id) {
        return reports.of(caller.get(), id);
    }
}
