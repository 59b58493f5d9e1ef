// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.pages.OfficersToken;
import fi.lupa.audit.pages.Page;
import fi.lupa.audit.pages.PageFrame;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages about extracts: ask, release what another asked for, fetch. What may be done is decided where the API decides it. */
@Path("/pages/extracts")
@NeedsScope(Scope.AUDIT_EXTRACT)
@Blocking
@Produces(MediaType.TEXT_HTML)
final class ExtractPages {

    private final Extracts extracts;
    private final Bundles bundles;
    private final ExtractViews views;
    private final PageFrame frame;
    private final CurrentCaller caller;
    private final OfficersToken token;

    ExtractPages(
            Extracts extracts,
            Bundles bundles,
            ExtractViews views,
            PageFrame frame,
            CurrentCaller caller,
            OfficersToken token) {
        this.extracts = extracts;
        this.bundles = bundles;
        this.views = views;
        this.frame = frame;
        this.caller = caller;
        this.token = token;
    }

    @GET
    @Operation(hidden = true)
    public Response all() {
        List<ExtractView> newest =
                extracts.newest(caller.get()).stream().map(views::of).toList();
        return frame.answer(Response.Status.OK, Templates.extracts(frame.page("extracts.title"), newest));
    }

    @GET
    @Path("new")
    @Operation(hidden = true)
    public Response form() {
        return form(AskForm.of(new MultivaluedHashMap<>()), List.of());
    }

    /** The same form with something in it already. */
    @POST
    @Path("new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response form(MultivaluedMap<String, String> fields) {
        return form(AskForm.of(fields), List.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response ask(MultivaluedMap<String, String> fields) {
        bundles.requireSeal();
        AskForm form = AskForm.of(fields);
        try {
            return to(extracts.request(caller.get(), form.request()).extract().id());
        } catch (ProblemException e) {
            if (e.errors().isEmpty()) {
                throw e;
            }
            return form(form, e.errors());
        }
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response extract(@PathParam("id") UUID id) {
        ExtractCase found = extracts.find(caller.get(), id);
        boolean isOwn = found.extract().requested().sub().equals(caller.get().sub());
        Page page = frame.page("extract.title");
        return frame.answer(Response.Status.OK, Templates.extract(page, views.of(found), isOwn));
    }

    @POST
    @Path("{id}/release")
    @Operation(hidden = true)
    public Response release(@PathParam("id") UUID id) {
        return to(extracts.release(caller.get(), id).extract().id());
    }

    @GET
    @Path("{id}/bundle")
    @Produces(Container.MEDIA_TYPE)
    @Operation(hidden = true)
    public Response bundle(@PathParam("id") UUID id) {
        return Bundles.attached(bundles.of(extracts.find(caller.get(), id), token.authorization()), id);
    }

    @GET
    @Path("{id}/cover-letter")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public Response coverLetter(@PathParam("id") UUID id) {
        return Response.ok(
                        bundles.letterWith(extracts.find(caller.get(), id)),
                        MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response form(AskForm form, List<FieldError> errors) {
        Page page = frame.page("ask.title", errors);
        Response.Status status = errors.isEmpty() ? Response.Status.OK : Response.Status.BAD_REQUEST;
        return frame.answer(status, Templates.ask(page, form.fields(), form.languageOr(page.language())));
    }

    private static Response to(UUID id) {
        return Response.seeOther(URI.create("/pages/extracts/" + id)).build();
    }

    /** The templates. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance extracts(Page page, List<ExtractView> extracts);

        static native TemplateInstance ask(Page page, List<AskForm.Field> fields, String language);

        static native TemplateInstance extract(Page page, ExtractView extract, boolean isOwn);
    }
}
