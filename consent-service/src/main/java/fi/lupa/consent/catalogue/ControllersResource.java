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

/** The controllers of the tenant. */
@Path("/v1/controllers")
@NeedsScope(Scope.CATALOGUE_ADMIN)
class ControllersResource {

    private final CatalogueEndpoint endpoint;

    ControllersResource(CatalogueEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    public Response create(ControllerRequest request) {
        String id = request.key();
        return endpoint.create(id, request, "/v1/controllers/" + id);
    }

    @PUT
    @Path("{key}")
    public Response replace(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            ControllerRequest request) {
        Findings.samePlace(key.equals(request.key()));
        return endpoint.replace(key, request, ifMatch);
    }

    @GET
    @Path("{key}")
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response current(@PathParam("key") String key) {
        return endpoint.current(CatalogueKind.CONTROLLER, key);
    }

    @GET
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response page(@BeanParam Page page) {
        return endpoint.page(CatalogueKind.CONTROLLER, page);
    }
}
