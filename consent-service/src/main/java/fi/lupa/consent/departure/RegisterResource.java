// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.GivesOut;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The register of a controller that leaves, in one go (GDPR 28(3)(g)). */
@Path("/v1/departures/{controller}/register")
@NeedsScope(Scope.RIGHTS_ADMIN)
@GivesOut
class RegisterResource {

    private final CurrentCaller caller;
    private final TakeRegister registers;

    RegisterResource(CurrentCaller caller, TakeRegister registers) {
        this.caller = caller;
        this.registers = registers;
    }

    @GET
    @Produces("application/x-ndjson")
    @Operation(
            summary = "Everything the controller has on record, as it is at one moment: a JSON object a line",
            description =
                    "First {register, format, departure, at}; then a line a person: subject, status, restricted, identifiers, standing (choices with"
                            + " permission, prohibition or pending confirmation, objections, relationships, ...) and facts, oldest first, with notice,"
                            + " capture and what was personal in them; of who was erased {subject, status: ERASED}. Last {people, erased, restricted, facts,"
                            + " records, sha256}: of all bytes before that line. Without it the answer was broken off. While a departure stands,"
                            + " one at a time (429 TOO_MANY_REQUESTS);"
                            + " each time is on record in the controller's versions (leaving.returnedAt).")
    public Response register(@PathParam("controller") String controller) {
        return Response.ok(registers.take(caller.get(), controller))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
