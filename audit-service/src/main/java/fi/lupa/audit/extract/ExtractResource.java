// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.extract.asic.Container;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Extracts for authorities: one person asks, another releases, then the bundle can be fetched. */
@Path("/v1/extracts")
@NeedsScope(Scope.AUDIT_EXTRACT)
@Blocking
final class ExtractResource {

    private final Extracts extracts;
    private final Bundles bundles;
    private final ExtractViews views;
    private final CurrentCaller caller;

    ExtractResource(Extracts extracts, Bundles bundles, ExtractViews views, CurrentCaller caller) {
        this.extracts = extracts;
        this.bundles = bundles;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Asks for an extract; it waits for another person's release")
    @APIResponse(
            responseCode = "202",
            description = "Its address is in Location",
            content = @Content(schema = @Schema(implementation = ExtractView.class)))
    public Response request(ExtractRequest request) {
        bundles.requireSeal();
        ExtractView view = views.of(extracts.request(caller.get(), request));
        return Response.accepted(view)
                .header(HttpHeaders.LOCATION, "/v1/extracts/" + view.id())
                .build();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What has become of an extract")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExtractView.class)))
    public Response extract(@PathParam("id") UUID id) {
        return unstored(Response.ok(views.of(extracts.find(caller.get(), id))));
    }

    @POST
    @Path("{id}/release")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Releases an extract, by another person than who asked for it",
            description = "The same `sub` gets 403 SECOND_PERSON_REQUIRED. The log tells of it: kind extract.issued.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExtractView.class)))
    public Response release(@PathParam("id") UUID id) {
        return unstored(Response.ok(views.of(extracts.release(caller.get(), id))));
    }

    @GET
    @Path("{id}/bundle")
    @Produces(Container.MEDIA_TYPE)
    @Operation(
            summary = "The sealed file: ASiC-E with CAdES, written while it is sent",
            description = "409 EXTRACT_NOT_READY before the state is READY. deploy/verify checks it offline.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = Container.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    public Response bundle(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        StreamingOutput bundle =
                bundles.of(extracts.find(caller.get(), id), headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        return Bundles.attached(bundle, id);
    }

    @GET
    @Path("{id}/cover-letter")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary =
                    "A letter to send with the file, in the extract's language: its fingerprints come by another way than the file",
            description =
                    "A template: what stands in [brackets] is for the sender to write. 409 EXTRACT_NOT_READY before the state is READY.")
    @APIResponse(responseCode = "200", description = "Text, UTF-8")
    public Response coverLetter(@PathParam("id") UUID id) {
        String letter = bundles.letterWith(extracts.find(caller.get(), id));
        return unstored(Response.ok(letter, MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8")));
    }

    private static Response unstored(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
