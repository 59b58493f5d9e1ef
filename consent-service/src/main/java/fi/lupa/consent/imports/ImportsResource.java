// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.job.JobView;
import fi.lupa.consent.job.Jobs;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Imports of choices that other systems took, as CSV with a header or NDJSON in UTF-8; the job tells how far they are. */
@Path("/v1/imports")
@NeedsScope(Scope.CONSENT_WRITE)
class ImportsResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final CurrentCaller caller;
    private final TakeImport imports;
    private final Transactions transactions;
    private final Jobs jobs;

    ImportsResource(CurrentCaller caller, TakeImport imports, Transactions transactions, Jobs jobs) {
        this.caller = caller;
        this.imports = imports;
        this.transactions = transactions;
        this.jobs = jobs;
    }

    @POST
    @Operation(
            summary = "Choices that other systems took",
            description =
                    "A CSV file with a header (type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;"
                            + "source;evidenceRef) or NDJSON with the same members, in UTF-8, read to its end before anything is recorded. The"
                            + " job counts its rows; GET /v1/jobs/{id}/report tells of each. No Idempotency-Key: a row that is sent again"
                            + " says nothing new.")
    @Parameter(name = "controller", in = ParameterIn.QUERY, description = "needed where the token has several")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.BOOLEAN),
            description = "decide and report, keep nothing")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @Consumes({CSV, NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    public Response take(
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            InputStream body)
            throws IOException {
        if (encoding != null) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        Caller sending = caller.get();
        boolean csv = "csv".equals(type.getSubtype());
        UUID job = imports.take(sending, ImportRequest.read(sending, uri.getQueryParameters(), csv), body);
        JobView view = transactions.read(
                sending.tenant(), () -> jobs.find(sending.tenant(), job).orElseThrow());
        return Response.accepted(view).location(URI.create("/v1/jobs/" + job)).build();
    }
}
