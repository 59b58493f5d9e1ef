// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.witness.Witnesses;
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

/** What a log vouches for, the keys it is signed with, and who looks on. */
@Path("/log/{log}")
@PublicEndpoint
@Blocking
final class CheckpointResource {

    private static final String QUORUM = "Lupa-Witness-Quorum";

    private final PublishedLogs logs;
    private final LogKeys keys;
    private final Witnesses witnesses;

    CheckpointResource(PublishedLogs logs, LogKeys keys, Witnesses witnesses) {
        this.logs = logs;
        this.keys = keys;
        this.witnesses = witnesses;
    }

    @GET
    @Path("checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The newest checkpoint, a signed note of c2sp.org/tlog-checkpoint")
    @APIResponse(
            responseCode = "200",
            description =
                    "Origin, size, root hash, signatures; then the cosignatures of witnesses that have come by now."
                            + " Lupa-Witness-Quorum says whether they are enough: REACHED, MISSING, or NOT_ASKED_FOR")
    public Response checkpoint(@PathParam("log") String log, @Context Request request) {
        return answer(logs.checkpoint(logs.named(log)), request);
    }

    @GET
    @Path("checkpoint/witnessed")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "The newest checkpoint that a quorum of witnesses has cosigned",
            description = "For readers who take none without. It may be older than the newest one.")
    @APIResponse(responseCode = "200", description = "As the newest checkpoint, with the cosignatures")
    @APIResponse(responseCode = "404", description = "There is none yet")
    public Response witnessed(@PathParam("log") String log, @Context Request request) {
        return answer(logs.witnessed(logs.named(log)), request);
    }

    @GET
    @Path("policy")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "The log's keys, its witnesses and how many of these must have cosigned, as c2sp.org/tlog-policy",
            description = "Compare it with the one you were given by another way, or choose whom of them you trust.")
    @APIResponse(responseCode = "200", description = "'quorum none' where nobody witnesses the log")
    public Response policy(@PathParam("log") String log, @Context Request request) {
        String name = logs.named(log).name();
        String text = witnesses.policy().forLogs(keys.of(name)).text();
        return Published.text(text, Published.FOR_A_MINUTE, request);
    }

    private Response answer(PublishedCheckpoint checkpoint, Request request) {
        Witnesses.Quorum quorum = witnesses.quorumOf(checkpoint.signedNote());
        return Response.fromResponse(Published.text(checkpoint.note(), Published.FOR_SECONDS, request))
                .header(QUORUM, quorum)
                .header("Access-Control-Expose-Headers", QUORUM)
                .build();
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
