// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.centre.CentreStyle;
import fi.lupa.consent.copy.PersonalCopies;
import fi.lupa.consent.copy.PersonalCopy;
import fi.lupa.consent.copy.ReadableCopies;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.GivesOut;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A person's copy (GDPR 15, 20), streamed: as linked data for machines, as a page for people. */
@Path("/v1/rights-requests/{id}/copy")
@NeedsScope(Scope.RIGHTS_ADMIN)
@GivesOut
class CopiesResource {

    private static final String LINKED_DATA = "application/ld+json";

    private final CurrentCaller caller;
    private final TakeCopy takes;
    private final PersonalCopies copies;
    private final ReadableCopies pages;

    CopiesResource(CurrentCaller caller, TakeCopy takes, PersonalCopies copies, ReadableCopies pages) {
        this.caller = caller;
        this.takes = takes;
        this.copies = copies;
        this.pages = pages;
    }

    @GET
    @Produces(LINKED_DATA)
    @Operation(
            summary = "The person's copy (GDPR 15, 20), as JSON-LD or, by Accept: text/html, as a page",
            description =
                    "Of a request of kind ACCESS everything that the controller has on record, of PORTABILITY what the person gave (JSON-LD alone)."
                            + " 422 IDENTITY_NOT_VERIFIED before it is known who asks, 409 REQUEST_WITHOUT_COPY for other kinds. Where one of those it is about"
                            + " was split off another since, subject names whose copy it is. Each reading is on record as rights.copied. An answer without"
                            + " its last member or line was broken off.")
    public Response linkedData(
            @PathParam("id") UUID id,
            @QueryParam("subject") @Nullable String subject,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        PersonalCopy copy = takes.take(caller.get(), id, new TakeCopy.Wished(subject, accepted, false));
        StreamingOutput out = stream -> copies.writeLinkedData(copy, stream);
        return answer(out, copy).type(LINKED_DATA).build();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(
            @PathParam("id") UUID id,
            @QueryParam("subject") @Nullable String subject,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
        PersonalCopy copy = takes.take(caller.get(), id, new TakeCopy.Wished(subject, accepted, true));
        StreamingOutput out = stream -> pages.write(copy, stream);
        return answer(out, copy)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", CentreStyle.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private static Response.ResponseBuilder answer(StreamingOutput out, PersonalCopy copy) {
        return Response.ok(out)
                .header(HttpHeaders.CONTENT_LANGUAGE, copy.language().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .header("X-Content-Type-Options", "nosniff");
    }
}
