// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.jspecify.annotations.Nullable;

/** What is on record about a subject, as far as it concerns the caller's controllers. */
@Path("/v1/subjects")
@NeedsScope(Scope.CONSENT_READ)
class SubjectsResource {

    private final CurrentCaller caller;
    private final ReadSubject subjects;

    SubjectsResource(CurrentCaller caller, ReadSubject subjects) {
        this.caller = caller;
        this.subjects = subjects;
    }

    @POST
    @Path("lookup")
    public Response lookup(LookupRequest request) {
        return json(subjects.lookup(caller.get(), request));
    }

    @GET
    @Path("{id}")
    public Response state(@PathParam("id") String id) {
        return json(subjects.state(caller.get(), subject(id)));
    }

    @GET
    @Path("{id}/history")
    public Response history(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        ReadSubject.Page page = subjects.history(caller.get(), subject(id), cursor, limit);
        Response.ResponseBuilder answer = Response.ok(page.body(), MediaType.APPLICATION_JSON_TYPE);
        String next = page.next();
        if (next != null) {
            answer.links(Link.fromUriBuilder(UriBuilder.fromPath("/v1/subjects/" + id + "/history")
                            .queryParam("cursor", next))
                    .rel("next")
                    .build());
        }
        return answer.build();
    }

    private static Response json(String body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static SubjectId subject(String id) {
        try {
            return SubjectId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
