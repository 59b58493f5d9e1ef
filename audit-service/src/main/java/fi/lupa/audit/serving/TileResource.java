// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.log.Operator;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.PublicEndpoint;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The tree itself, as c2sp.org/tlog-tiles lays it out: hashes for everyone, entries for the operator's mirrors. */
@Path("/log/{log}/tile")
@Blocking
final class TileResource {

    private final PublishedLogs logs;
    private final CurrentCaller caller;
    private final Operator operator;

    TileResource(PublishedLogs logs, CurrentCaller caller, Operator operator) {
        this.logs = logs;
        this.caller = caller;
        this.operator = operator;
    }

    @GET
    @Path("{tile: \\d.*}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @PublicEndpoint
    @Operation(summary = "Hashes of the tree, 32 bytes each: path L/N or L/N.p/W")
    @APIResponse(responseCode = "200", description = "256 hashes, or W of a partial tile; never changes")
    public Response tile(@PathParam("log") String log, @PathParam("tile") String path, @Context Request request) {
        PublishedLog named = logs.named(log);
        TileId tile = TileId.ofPath(path).orElseThrow(PublishedLogs::notFound);
        return Published.bytes(logs.tile(named, tile), Published.FOR_EVER, request);
    }

    @GET
    @Path("entries/{tile: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @NeedsScope(Scope.AUDIT_READ)
    @Operation(
            summary =
                    "Entries, each after its length in two bytes; for the operator's mirrors only: entries/N or entries/N.p/W")
    @APIResponse(responseCode = "200", description = "256 entries, or W of a partial bundle; never changes")
    public Response entries(@PathParam("log") String log, @PathParam("tile") String path, @Context Request request) {
        if (!operator.is(caller.get().tenant())) {
            throw PublishedLogs.notFound();
        }
        PublishedLog named = logs.named(log);
        TileId tile = TileId.ofEntriesPath("entries/" + path).orElseThrow(PublishedLogs::notFound);
        return Published.bytes(logs.entries(named, tile), Published.FOR_EVER_TO_ONE, request);
    }
}
