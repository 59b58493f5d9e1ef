// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What was answered about an address; by POST, because an address does not belong into a URL. */
@Path("/v1/decision-records/lookup")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NeedsScope(Scope.AUDIT_READ)
@Blocking
public class LookupResource {

    private final RecordLookup lookup;
    private final CurrentCaller caller;

    LookupResource(RecordLookup lookup, CurrentCaller caller) {
        this.lookup = lookup;
        this.caller = caller;
    }

    /** Finds at most 200 records, newest first. A record is found about a minute after the answer. */
    @POST
    @Operation(summary = "What was answered about this address for this controller, with a proof against the log")
    @APIResponse(
            responseCode = "200",
            description = "The records with their proofs; none is no proof that nothing was asked")
    public FoundRecords find(LookupRequest request) {
        return lookup.find(caller.get(), request);
    }
}
