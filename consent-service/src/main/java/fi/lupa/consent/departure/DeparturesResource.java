// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Controllers that leave. A tenant leaves when all of its controllers do. */
@Path("/v1/departures/{controller}")
@NeedsScope(Scope.RIGHTS_ADMIN)
class DeparturesResource {

    private final CurrentCaller caller;
    private final OrderDeparture departures;

    DeparturesResource(CurrentCaller caller, OrderDeparture departures) {
        this.caller = caller;
        this.departures = departures;
    }

    @PUT
    @Operation(
            summary = "A controller leaves",
            description =
                    "Three months from endsAt everything is as it was and can be taken along. Then no permission is taken any more (409"
                            + " CONTROLLER_CLOSED), a no is. Thirty days later everybody in its register is erased as if they had asked for it, with sealed"
                            + " proof and a tombstone each, once another person has released it and every controller of the same register has left."
                            + " The same once more changes nothing.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public Response leave(@PathParam("controller") String controller, DepartureBody body) {
        return Response.ok(departures.order(caller.get(), controller, body)).build();
    }

    @GET
    @Operation(summary = "How far a departure is, and what its destruction would meet now: a dry run")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public Response departure(@PathParam("controller") String controller) {
        return Response.ok(departures.find(caller.get(), controller)).build();
    }

    @POST
    @Path("release")
    @Operation(
            summary = "Releases the destruction, by another person than who gave notice",
            description = "The same sub gets 403 SECOND_PERSON_REQUIRED. Without it nothing is ever destroyed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public Response release(@PathParam("controller") String controller) {
        return Response.ok(departures.release(caller.get(), controller)).build();
    }

    @POST
    @Path("take-back")
    @Operation(
            summary = "The controller stays, by another person than who gave notice",
            description = "Permissions are taken again. 409 DESTRUCTION_BEGUN once it has begun.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public Response takeBack(@PathParam("controller") String controller) {
        return Response.ok(departures.takeBack(caller.get(), controller)).build();
    }
}
