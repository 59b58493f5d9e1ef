// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Unsubscribe links for the header of a mail; a batch is newline-delimited JSON of at most one megabyte. */
@Path("/v1/unsubscribe-links")
@NeedsScope(Scope.CONSENT_WRITE)
class UnsubscribeLinksResource {

    private static final String NDJSON = "application/x-ndjson";

    private final CurrentCaller caller;
    private final MintLinks links;

    UnsubscribeLinksResource(CurrentCaller caller, MintLinks links) {
        this.caller = caller;
        this.links = links;
    }

    @POST
    public Response mint(LinkRequest request) {
        return Response.ok(links.mint(caller.get(), request)).build();
    }

    @POST
    @Path("batch")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    public Response mint(byte[] lines) {
        return Response.ok(links.batch(caller.get(), lines)).type(NDJSON).build();
    }
}
