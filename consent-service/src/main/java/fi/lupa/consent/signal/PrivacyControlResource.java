// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.signal;

import fi.lupa.platform.caller.PublicEndpoint;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says that Global Privacy Control is honoured. */
@Path("/.well-known/gpc.json")
@PublicEndpoint
class PrivacyControlResource {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Support support() {
        return new Support(true, "2026-11-22");
    }

    /** As the specification shapes it. */
    record Support(boolean gpc, String lastUpdate) {}
}
