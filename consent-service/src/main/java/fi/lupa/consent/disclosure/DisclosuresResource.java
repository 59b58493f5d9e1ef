// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Personal fields of facts for an extract. A POST that changes nothing: ids of a person's facts belong in no URL. */
@Path("/v1/disclosures")
@NeedsScope(Scope.AUDIT_EXTRACT)
class DisclosuresResource {

    private static final String NDJSON = "application/x-ndjson";

    private final CurrentCaller caller;
    private final ReadDisclosures disclosures;

    DisclosuresResource(CurrentCaller caller, ReadDisclosures disclosures) {
        this.caller = caller;
        this.disclosures = disclosures;
    }

    @POST
    @Path("read")
    @Produces(NDJSON)
    @Operation(
            summary = "Disclosures of facts, by their event ids",
            description =
                    "One line for each id, in the order of the body, at most 1,000; fewer lines mean that the answer broke off. A line has"
                            + " either disclosures (RFC 9901, base64url of [salt, name, value], the SHA-256 of each is in the fact's _sd; empty if the fact"
                            + " has only a decoy digest) or missing with its reason: ERASED (erasedBy is the erasing event), RETENTION, UNKNOWN (no such"
                            + " fact of the token's tenant and controllers), UNREADABLE (damaged). Ask for more in further requests.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = DisclosureLine.class)))
    public Response read(DisclosureRequest request) {
        Caller asking = caller.get();
        List<UUID> events = ReadDisclosures.events(request);
        StreamingOutput lines = out -> disclosures.write(asking, events, out);
        return Response.ok(lines, NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
