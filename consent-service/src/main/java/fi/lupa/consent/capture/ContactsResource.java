// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What a contact is; never a permission. */
@Path("/v1/contacts")
@NeedsScope(Scope.CONSENT_WRITE)
class ContactsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final DescribeContact descriptions;

    ContactsResource(CurrentCaller caller, Idempotency idempotency, Answering answering, DescribeContact descriptions) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.descriptions = descriptions;
    }

    @POST
    public Response describe(ContactsRequest request) {
        return Answers.response(descriptions.describe(caller.get(), request, idempotency.given(answering)));
    }
}
