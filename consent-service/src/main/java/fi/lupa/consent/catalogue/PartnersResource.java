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

/** The partners to whom data may be disclosed. */
@Path("/v1/partners")
@NeedsScope(Scope.CATALOGUE_ADMIN)
class PartnersResource {

    private final CatalogueEndpoint endpoint;

    PartnersResource(CatalogueEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    public Response create(PartnerRequest request) {
        String id = request.key();
        return endpoint.create(id, request, "/v1/partners/" + id);
    }

    @PUT
    @Path("{key}")
    public Response replace(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            PartnerRequest request) {
        Findings.samePlace(key.equals(request.key()));
        return endpoint.replace(key, request, ifMatch);
    }

    @GET
    @Path("{key}")
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response current(@PathParam("key") String key) {
        return endpoint.current(CatalogueKind.PARTNER, key);
    }

    @GET
    @NeedsScope(Scope.CATALOGUE_READ)
    public Response page(@BeanParam Page page) {
        return endpoint.page(CatalogueKind.PARTNER, page);
    }
}
