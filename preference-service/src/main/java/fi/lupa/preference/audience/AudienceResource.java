// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What is left of a check: its receipt ever after, and for a day its answers and which of them have turned. */
@Path(AudienceRoute.PATH + "/{id}")
@NeedsScope(Scope.DECISION_READ)
@Blocking
public class AudienceResource {

    private final CurrentCaller caller;
    private final KeptChecks checks;
    private final Recheck recheck;

    AudienceResource(CurrentCaller caller, KeptChecks checks, Recheck recheck) {
        this.caller = caller;
        this.checks = checks;
        this.recheck = recheck;
    }

    /** The receipt. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The receipt of an audience check: what was asked, counts per reason, digests, asOf")
    @APIResponse(
            responseCode = "200",
            description = "COMPLETE, FAILED with a code, or still RUNNING",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Response receipt(@PathParam("id") String id) {
        return Response.ok(checks.of(caller.get(), id(id)).receipt()).build();
    }

    /** The answers of a check whose result was to be kept. */
    @GET
    @Path("/result")
    @Produces({JsonLining.MEDIA_TYPE, CsvLining.MEDIA_TYPE})
    @Operation(summary = "The answers of a check that was sent with Prefer: respond-async, for 24 hours")
    @APIResponse(responseCode = "200", description = "The answers, in the form of the list")
    public Response result(@PathParam("id") String id) {
        Caller asking = caller.get();
        UUID check = id(id);
        StreamingOutput answers = checks.result(asking, check);
        return Response.ok(answers).type(checks.mediaType(asking, check)).build();
    }

    /** The lines that would be answered otherwise now. */
    @POST
    @Path("/recheck")
    @Produces(JsonLining.MEDIA_TYPE)
    @Operation(summary = "The same list again: only the lines whose decision has turned since")
    @APIResponse(responseCode = "200", description = "Lines as of a check, with what they were; the last line sums up")
    @APIResponse(
            responseCode = "422",
            description = "The check is not complete, was too long to be kept, or is past its 24 hours")
    public Response recheck(@PathParam("id") String id) {
        Caller asking = caller.get();
        return Response.ok(recheck.of(asking, id(id))).build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
