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

/** How a person wants to be contacted; never a permission. */
@Path("/v1/preferences")
@NeedsScope(Scope.CONSENT_WRITE)
class PreferencesResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final SetPreferences preferences;

    PreferencesResource(
            CurrentCaller caller, Idempotency idempotency, Answering answering, SetPreferences preferences) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.preferences = preferences;
    }

    @POST
    public Response set(PreferencesRequest request) {
        return Answers.response(preferences.set(caller.get(), request, idempotency.given(answering)));
    }
}
