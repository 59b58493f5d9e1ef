// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.caller.PublicEndpoint;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The page behind a confirmation link: looking at it changes nothing, for mail programs and scanners look too; its button confirms. */
@Path("/c/{token}")
@PublicEndpoint
@Produces(MediaType.TEXT_HTML)
class ConfirmationResource {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ConfirmChoices confirmations;

    ConfirmationResource(ConfirmChoices confirmations) {
        this.confirmations = confirmations;
    }

    @GET
    public Response show(
            @PathParam("token") String token, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        return page(confirmations.show(token, Language.of(language)));
    }

    @POST
    public Response confirm(
            @PathParam("token") String token, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        return page(confirmations.confirm(token, Language.of(language)));
    }

    private static Response page(LinkView view) {
        boolean unknown = view.status() == LinkStatus.UNKNOWN;
        return Response.status(unknown ? Response.Status.NOT_FOUND : Response.Status.OK)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, view.language().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .entity(Templates.confirmation(ConfirmationPage.of(view)).render())
                .build();
    }

    /** The templates of this resource. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance confirmation(ConfirmationPage page);
    }
}
