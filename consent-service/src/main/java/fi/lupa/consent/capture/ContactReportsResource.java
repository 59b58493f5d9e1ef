// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Idempotency;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What became of contacts: sent, called, bounced, complained of, or answered with a stop. */
@Path("/v1/contact-reports")
@NeedsScope(Scope.CONTACT_REPORT)
class ContactReportsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final ReportContacts reports;

    ContactReportsResource(CurrentCaller caller, Idempotency idempotency, Answering answering, ReportContacts reports) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.reports = reports;
    }

    @POST
    public Response report(List<ContactReport> contacts) {
        return Response.ok(reports.report(caller.get(), contacts, idempotency.given(answering)))
                .build();
    }
}
