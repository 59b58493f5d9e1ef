// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
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

/** The purposes of the tenant's controllers. */
@Path("/v1/purposes")
@NeedsScope(Scope.CATALOGUE_ADMIN)
class PurposesResource {

    private final CatalogueEndpoint endpoint;

    PurposesResource(CatalogueEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    public Response create(PurposeRequest request) {
        String id = request.controller() + "/" + request.key();
        return endpoint.create(id, request, "/v1/purposes/" + id);
    }

    @PUT
    @Path("{controller}/{key}")
    public Response replace(
            @PathParam("controller") String controller,
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            PurposeRequest request) {
        Findings.samePlace(controller.equals(request.controller()) && key.equals(request.key()));
        return endpoint.replace(controller + "/" + key, request, ifMatch);
    }

    @GET
    @Path("{controller}/{key}")
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response current(@PathParam("controller") String controller, @PathParam("key") String key) {
        return endpoint.current(CatalogueKind.PURPOSE, controller + "/" + key);
    }

    @GET
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response page(@BeanParam Page page) {
        return endpoint.page(CatalogueKind.PURPOSE, page);
    }
}
