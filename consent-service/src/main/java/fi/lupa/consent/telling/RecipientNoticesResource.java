// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What recipients of data are told, and that they have done it. */
@Path("/v1/recipient-notices")
@NeedsScope(Scope.DISCLOSURE_ACKNOWLEDGE)
class RecipientNoticesResource {

    private final CurrentCaller caller;
    private final ReadLedger ledger;
    private final AcknowledgeNotice acknowledge;

    RecipientNoticesResource(CurrentCaller caller, ReadLedger ledger, AcknowledgeNotice acknowledge) {
        this.caller = caller;
        this.ledger = ledger;
        this.acknowledge = acknowledge;
    }

    @GET
    @Operation(
            summary = "What the caller has been told and has not acknowledged, oldest first",
            description =
                    "For the partners whose clients name the caller, for the caller as processor and for its token's controllers; the same is on"
                            + " the topic lupa.recipient-events.v1.")
    public Response open(@QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(ledger.open(caller.get(), cursor)).build();
    }

    @POST
    @Path("{id}/acknowledge")
    @Operation(summary = "The recipient has done what it was told; said twice, the first time counts")
    public Response acknowledge(@PathParam("id") UUID id) {
        return Response.ok(acknowledge.acknowledge(caller.get(), id)).build();
    }

    @GET
    @Path("overdue")
    @NeedsScope(Scope.RIGHTS_ADMIN)
    @Operation(summary = "What recipients of a controller's data have not acknowledged in time, oldest first")
    public Response overdue(
            @QueryParam("controller") @Nullable String controller, @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(ledger.overdue(caller.get(), controller, cursor)).build();
    }
}
