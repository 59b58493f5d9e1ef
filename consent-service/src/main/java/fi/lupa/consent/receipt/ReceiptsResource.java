// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What a person can keep as proof: the receipt as JSON-LD, or signed. */
@Path("/v1/receipts/{id}")
@NeedsScope(Scope.CONSENT_READ)
class ReceiptsResource {

    private static final String LINKED_DATA = "application/ld+json";
    private static final String SIGNED = "application/jwt";

    private final CurrentCaller caller;
    private final ReadReceipt receipts;
    private final SignedReceipts signatures;

    ReceiptsResource(CurrentCaller caller, ReadReceipt receipts, SignedReceipts signatures) {
        this.caller = caller;
        this.receipts = receipts;
        this.signatures = signatures;
    }

    @GET
    @Produces({LINKED_DATA, MediaType.APPLICATION_JSON})
    public Response linkedData(@PathParam("id") String id) {
        ReadReceipt.Written written = receipts.read(caller.get(), uuid(id));
        return answer(written, written.document().toString()).build();
    }

    @GET
    @Produces(SIGNED)
    public Response signed(@PathParam("id") String id) {
        ReadReceipt.Written written = receipts.read(caller.get(), uuid(id));
        return answer(written, signatures.sign(written.receipt(), written.document()))
                .type(SIGNED)
                .build();
    }

    private static Response.ResponseBuilder answer(ReadReceipt.Written written, String body) {
        return Response.ok(body)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        written.receipt().language().tag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
