// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.caller.PublicEndpoint;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemLanguage;
import fi.lupa.platform.problem.ProblemView;
import fi.lupa.platform.problem.TraceIds;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where forms in browsers post to: the token in the path is the authority, and only its own site may use it (Fetch, CORS protocol). */
@Path("/f/{token}")
@PublicEndpoint
class FormResource {

    private static final String ON = "1";
    private static final int PREFLIGHT_SECONDS = 600;

    private final SubmitForm forms;
    private final FormChannels channels;

    FormResource(SubmitForm forms, FormChannels channels) {
        this.forms = forms;
        this.channels = channels;
    }

    @OPTIONS
    public Response preflight(@PathParam("token") String token, @HeaderParam("Origin") @Nullable String origin) {
        CaptureToken form = forms.open(token, origin);
        return shared(Response.noContent(), form.origin())
                .header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", "content-type")
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response json(
            @PathParam("token") String token,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-GPC") @Nullable List<String> privacyControl,
            FormBody body) {
        CaptureToken form = forms.open(token, origin);
        return submit(token, form, body, privacyControl);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response fields(
            @PathParam("token") String token,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-GPC") @Nullable List<String> privacyControl,
            MultivaluedMap<String, String> fields) {
        CaptureToken form = forms.open(token, origin);
        try {
            return submit(token, form, FormBody.of(fields, channels.of(form)), privacyControl);
        } catch (IllegalArgumentException e) {
            return problem(ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_A_FIELD"), form.origin());
        }
    }

    private Response submit(String token, CaptureToken form, FormBody body, @Nullable List<String> privacyControl) {
        try {
            forms.submit(token, form, body, privacyControl != null && privacyControl.contains(ON));
            return shared(Response.status(Response.Status.CREATED), form.origin())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of("received", true))
                    .build();
        } catch (ProblemException refused) {
            return problem(refused, form.origin());
        }
    }

    /** A page may read why its form was refused; the answer is the problem that everybody gets. */
    private static Response problem(ProblemException refused, String origin) {
        String body = ProblemView.of(refused.code(), ProblemLanguage.EN, TraceIds.current(), refused.errors())
                .toJson();
        return shared(Response.status(refused.code().status()), origin)
                .type("application/problem+json")
                .entity(body)
                .build();
    }

    private static Response.ResponseBuilder shared(Response.ResponseBuilder answer, String origin) {
        return answer.header("Access-Control-Allow-Origin", origin)
                .header(HttpHeaders.VARY, "Origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
