// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.Language;
import fi.lupa.platform.caller.PublicEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place an unsubscribe link leads to (RFC 8058). A GET or HEAD looks, for mail programs and scanners look too; a POST, with whatever body
 * and of whatever type, stops. The body is not read: the link is the authority, and nobody's no hangs on a form field.
 */
@Path("/u/{token}")
@PublicEndpoint
@Produces(MediaType.TEXT_HTML)
class UnsubscribeResource {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Unsubscribe unsubscribe;
    private final MeterRegistry meters;

    UnsubscribeResource(Unsubscribe unsubscribe, MeterRegistry meters) {
        this.unsubscribe = unsubscribe;
        this.meters = meters;
    }

    @GET
    public Response show(
            @PathParam("token") String token, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        Optional<Unsubscribe.About> about = unsubscribe.show(token);
        return page(about.isPresent(), UnsubscribePage.before(Language.of(language), about));
    }

    @POST
    public Response stop(
            @PathParam("token") String token, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        Optional<Unsubscribe.About> about = unsubscribe.stop(token);
        meters.counter("lupa.unsubscribe", "link", about.isPresent() ? "KNOWN" : "UNKNOWN")
                .increment();
        return page(about.isPresent(), UnsubscribePage.after(Language.of(language), about));
    }

    private static Response page(boolean known, UnsubscribePage page) {
        return Response.status(known ? Response.Status.OK : Response.Status.NOT_FOUND)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .entity(Templates.unsubscribe(page).render())
                .build();
    }

    /** The templates of this resource. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance unsubscribe(UnsubscribePage page);
    }
}
