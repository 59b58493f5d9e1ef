// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.Language;
import fi.lupa.platform.caller.PublicEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The preference centre. A GET or HEAD looks and changes nothing, for mail programs and scanners look too; its buttons post. */
@Path("/p/{token}")
@PublicEndpoint
@Produces(MediaType.TEXT_HTML)
class CentreResource {

    private final PreferenceTokens tokens;
    private final ReadCentre centre;
    private final ChangeCentre changes;
    private final MeterRegistry meters;

    CentreResource(PreferenceTokens tokens, ReadCentre centre, ChangeCentre changes, MeterRegistry meters) {
        this.tokens = tokens;
        this.centre = centre;
        this.changes = changes;
        this.meters = meters;
    }

    @GET
    @Operation(summary = "The page; changes nothing. lang: fi, sv or en")
    public Response show(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String chosen,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        return page(tokens.read(token).flatMap(centre::read), new Tongue(chosen, accepted), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            summary = "A button of the page",
            description =
                    "act=STOP (what: purpose, channel), STOP_MARKETING, STOP_SURVEYS, STOP_TOPIC (what: topic), PAUSE (what: P1M, P3M, P1Y),"
                            + " ONLY_CHANNEL (channel): at once. act=START (what: purpose, channel): pending, with a confirmation link mailed to the"
                            + " address.")
    public Response press(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String chosen,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted,
            MultivaluedMap<String, String> fields) {
        Tongue tongue = new Tongue(chosen, accepted);
        Optional<Addressees.Link> link =
                tokens.read(token).filter(known -> centre.read(known).isPresent());
        if (link.isEmpty()) {
            return page(Optional.empty(), tongue, null);
        }
        ChangeCentre.Outcome outcome = CentreOrder.of(fields)
                .map(order -> changes.press(link.get(), order, tongue.of(centre.read(link.get()))))
                .orElse(ChangeCentre.Outcome.NOTHING);
        meters.counter("lupa.preference.centre", "outcome", outcome.name()).increment();
        return page(centre.read(link.get()), tongue, outcome);
    }

    private record Tongue(@Nullable String chosen, @Nullable String accepted) {

        /** What was chosen on the page, else the person's, else the browser's. */
        Language of(Optional<CentreView> view) {
            String personal = view.map(CentreView::language).orElse(null);
            return Language.of(chosen != null ? chosen : personal != null ? personal : accepted);
        }
    }

    private static Response page(Optional<CentreView> view, Tongue tongue, ChangeCentre.@Nullable Outcome outcome) {
        Language language = tongue.of(view);
        CentrePage page = view.map(found -> CentrePages.of(found, language, outcome))
                .orElseGet(() -> CentrePages.unknown(language));
        return Response.status(view.isPresent() ? Response.Status.OK : Response.Status.NOT_FOUND)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", CentreStyle.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .entity(Templates.centre(page).render())
                .build();
    }

    /** The templates of this resource. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance centre(CentrePage page);
    }
}
