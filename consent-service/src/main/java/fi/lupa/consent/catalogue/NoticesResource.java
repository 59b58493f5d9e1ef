// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The notices and their versions; a version that was shown to somebody is never changed. */
@Path("/v1/notices")
@NeedsScope(Scope.CATALOGUE_READ)
class NoticesResource {

    private final CatalogueEndpoint endpoint;

    NoticesResource(CatalogueEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    @Path("{id}/versions")
    @NeedsScope(Scope.CATALOGUE_ADMIN)
    public Response create(@PathParam("id") String id, NoticeRequest request) {
        Findings.requireKey("id", id);
        return endpoint.create(id, request, "/v1/notices/" + id + "/versions/" + request.version());
    }

    @GET
    @Path("{id}/versions")
    public Response versions(@PathParam("id") String id, @BeanParam Page page) {
        return endpoint.versions(CatalogueKind.NOTICE, id, page);
    }

    @GET
    @Path("{id}/versions/{version}")
    public Response version(@PathParam("id") String id, @PathParam("version") String version) {
        return endpoint.version(CatalogueKind.NOTICE, id, version);
    }

    @GET
    @Path("{id}")
    public Response current(@PathParam("id") String id) {
        return endpoint.current(CatalogueKind.NOTICE, id);
    }

    @GET
    public Response page(@BeanParam Page page) {
        return endpoint.page(CatalogueKind.NOTICE, page);
    }
}
