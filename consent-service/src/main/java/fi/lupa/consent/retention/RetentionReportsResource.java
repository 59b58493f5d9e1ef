// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What is due to be destroyed. */
@Path("/v1/retention-reports")
@NeedsScope(Scope.RIGHTS_ADMIN)
class RetentionReportsResource {

    private final CurrentCaller caller;
    private final ReportRetention reports;

    RetentionReportsResource(CurrentCaller caller, ReportRetention reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @POST
    @Operation(
            summary = "What the worker would destroy: a dry run, as of now or a later time",
            description = "Changes nothing. The worker itself runs every day.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RetentionReport.class)))
    public Response report(RunBody body) {
        return Response.ok(reports.report(caller.get(), body)).build();
    }
}
