// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.rejection;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Pages of what could not be read from the topics. */
@Path("/v1/ingest-rejections")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
public class RejectionResource {

    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}");
    private static final UUID START = new UUID(0, 0);

    private final Rejections rejections;
    private final CurrentCaller caller;

    RejectionResource(Rejections rejections, CurrentCaller caller) {
        this.rejections = rejections;
        this.caller = caller;
    }

    /**
     * Some rejections, oldest first.
     *
     * @param next the cursor of the next page, or null at the end
     */
    public record Page(
            List<RejectionView> rejections, @Nullable String next) {

        public Page {
            rejections = List.copyOf(rejections);
        }
    }

    /** Returns a page and, in {@code Link}, the address of the next. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Records that were not taken in: where they are and why, never their content")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response page(@QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        int most = limit(limit);
        List<RejectionView> rows = rejections.page(caller.get().tenant(), after(cursor), most + 1);
        if (rows.size() <= most) {
            return Response.ok(new Page(rows, null)).build();
        }
        String next = rows.get(most - 1).id().toString();
        String link = "</v1/ingest-rejections?cursor=" + next + "&limit=" + most + ">; rel=\"next\"";
        return Response.ok(new Page(rows.subList(0, most), next))
                .header(HttpHeaders.LINK, link)
                .build();
    }

    private static UUID after(@Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "NOT_A_CURSOR");
        }
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        if (!LIMIT.matcher(limit).matches() || Integer.parseInt(limit) > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "limit", "FROM_1_TO_1000");
        }
        return Integer.parseInt(limit);
    }
}
