// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.platform.caller.PublicEndpoint;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a log vouches for, and the keys it is signed with. */
@Path("/log/{log}")
@PublicEndpoint
@Blocking
final class CheckpointResource {

    private final PublishedLogs logs;
    private final LogKeys keys;

    CheckpointResource(PublishedLogs logs, LogKeys keys) {
        this.logs = logs;
        this.keys = keys;
    }

    @GET
    @Path("checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The newest checkpoint, a signed note of c2sp.org/tlog-checkpoint")
    @APIResponse(responseCode = "200", description = "Origin, size, root hash, signatures")
    public Response checkpoint(@PathParam("log") String log, @Context Request request) {
        String note = logs.checkpoint(logs.named(log)).note();
        return Published.text(note, Published.FOR_SECONDS, request);
    }

    @GET
    @Path("keys")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "The log's verifier keys of c2sp.org/signed-note, one a line, the present one first",
            description = "Compare them with those you were given by another way.")
    @APIResponse(responseCode = "200", description = "Two lines while one key replaces another")
    public Response keys(@PathParam("log") String log, @Context Request request) {
        String name = logs.named(log).name();
        String text = keys.of(name).stream().map(key -> key.text() + "\n").collect(Collectors.joining());
        return Published.text(text, Published.FOR_A_MINUTE, request);
    }
}
