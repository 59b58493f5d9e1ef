// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import fi.lupa.platform.caller.PublicEndpoint;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The public keys by which anybody verifies a signed receipt. */
@Path("/.well-known/jwks.json")
@PublicEndpoint
class PublishedKeysResource {

    private final SignedReceipts signatures;

    PublishedKeysResource(SignedReceipts signatures) {
        this.signatures = signatures;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys() {
        return Response.ok(signatures.keys().toString()).build();
    }
}
