// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Everything that is logged about one subject, as far as the caller's controllers are concerned. */
@Path("/v1/subjects/{id}/entries")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
final class SubjectResource {

    private final SubjectEntries entries;
    private final CurrentCaller caller;

    SubjectResource(SubjectEntries entries, CurrentCaller caller) {
        this.entries = entries;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Pages.NDJSON})
    @Operation(summary = "The subject's entries; n counts them without gaps and prev names the one before")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryPage.class)))
    public Response page(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return Pages.entries(entries.page(caller.get(), id, cursor, limit), headers, uri);
    }
}
