// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Entries of the tenant's logs, by controller, purpose and period. */
@Path("/v1/entries")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
final class EntryResource {

    private final LogEntries entries;
    private final CurrentCaller caller;

    EntryResource(LogEntries entries, CurrentCaller caller) {
        this.entries = entries;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Pages.NDJSON})
    @Operation(
            summary =
                    "Entries in the order of the log; SHA-256(0x00 ‖ line) is leafHash. As NDJSON: the leaves themselves")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryPage.class)))
    public Response page(@BeanParam EntryRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
        return Pages.entries(entries.page(request.within(caller.get())), headers, uri);
    }
}
