// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

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
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Pages of what has turned, for tools that keep lists. */
@Path(ChangesResource.PATH)
@NeedsScope(Scope.DECISION_READ)
@Blocking
public class ChangesResource {

    static final String PATH = "/v1/permission-changes";

    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Changes changes;
    private final CurrentCaller caller;

    ChangesResource(Changes changes, CurrentCaller caller) {
        this.changes = changes;
        this.caller = caller;
    }

    /** Returns a page and, in {@code Link}, the address of the next if there is more at once. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whose permission has turned since the cursor; without one, what holds for everybody")
    @APIResponse(
            responseCode = "200",
            description = "Lines to be taken over one after the other; the limit is of persons, not of lines",
            content = @Content(schema = @Schema(implementation = ChangeView.Page.class)))
    @APIResponse(responseCode = "400", description = "The cursor is not one of this client for this controller")
    @APIResponse(responseCode = "503", description = "STATE_UNAVAILABLE: ask again with the same cursor")
    public Response page(
            @QueryParam("controller") @Nullable String controller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        if (controller == null || !KEY.matcher(controller).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "controller", "REQUIRED");
        }
        if (cursor != null && cursor.length() > LONGEST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "NOT_A_CURSOR");
        }
        int most = limit(limit);
        ChangeView.Page page = changes.page(caller.get(), controller, cursor, most);
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.more()) {
            String next = PATH + "?controller=" + controller + "&cursor=" + page.cursor() + "&limit=" + most;
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
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
