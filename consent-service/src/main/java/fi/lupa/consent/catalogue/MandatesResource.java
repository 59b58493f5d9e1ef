// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The mandates of processors. */
@Path("/v1/mandates")
@NeedsScope(Scope.CATALOGUE_ADMIN)
class MandatesResource {

    private final CatalogueEndpoint endpoint;
    private final Ids ids;

    MandatesResource(CatalogueEndpoint endpoint, Ids ids) {
        this.endpoint = endpoint;
        this.ids = ids;
    }

    @POST
    public Response create(MandateRequest request) {
        String id = ids.next().toString();
        return endpoint.create(id, request, "/v1/mandates/" + id);
    }

    @PUT
    @Path("{id}")
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MandateRequest request) {
        return endpoint.replace(id, request, ifMatch);
    }

    @GET
    @Path("{id}")
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response current(@PathParam("id") String id) {
        return endpoint.current(CatalogueKind.MANDATE, id);
    }

    @GET
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response page(@BeanParam Page page) {
        return endpoint.page(CatalogueKind.MANDATE, page);
    }
}
