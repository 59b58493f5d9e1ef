// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What came in for the tenant and could not be logged as itself; what belongs to no tenant is the operator's. */
@Path("/v1/ingest-rejections")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
final class RejectionResource {

    private final Rejections rejections;
    private final CurrentCaller caller;

    RejectionResource(Rejections rejections, CurrentCaller caller) {
        this.rejections = rejections;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Refused records: where they are and why, never their content")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RejectionPage.class)))
    public Response page(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Slice<Rejections.Row> slice = rejections.page(caller.get().tenant(), Cursor.parse(cursor), Limit.parse(limit));
        List<RejectionView> views =
                slice.rows().stream().map(Rejections.Row::view).toList();
        return Pages.json(new RejectionPage(views, slice.nextText()), slice.nextText(), uri);
    }

    /** Some of what was refused, oldest first. */
    record RejectionPage(
            List<RejectionView> items, @Nullable String next) {

        RejectionPage {
            items = List.copyOf(items);
        }
    }
}
