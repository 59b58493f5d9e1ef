// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Suppression lists: own ones, which only grow, and industry registers, which are replaced whole. */
@Path("/v1/suppression-lists")
@NeedsScope(Scope.CONSENT_WRITE)
class SuppressionListsResource {

    private final CurrentCaller caller;
    private final UploadList uploads;
    private final ReadLists lists;

    SuppressionListsResource(CurrentCaller caller, UploadList uploads, ReadLists lists) {
        this.caller = caller;
        this.uploads = uploads;
        this.lists = lists;
    }

    @PUT
    @Path("{id}")
    @Consumes({"text/csv", "text/plain"})
    public Response put(@PathParam("id") String id, @Context UriInfo uri, InputStream body) {
        Caller sending = caller.get();
        UUID job = uploads.upload(sending, UploadReader.read(id, uri.getQueryParameters()), body);
        return Response.accepted(lists.job(sending, job))
                .location(URI.create("/v1/jobs/" + job))
                .build();
    }

    @GET
    public Response lists(@QueryParam("controller") @Nullable String controller) {
        return Response.ok(lists.of(caller.get(), controller)).build();
    }
}
