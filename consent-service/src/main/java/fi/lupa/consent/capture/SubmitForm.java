// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records what a form in a browser took: a capture like any other, by the client that made the form and within what its token allows. */
@ApplicationScoped
class SubmitForm {

    private final CaptureTokens tokens;
    private final FormGate gate;
    private final CaptureConsent consents;
    private final Answering answering;
    private final Ids ids;
    private final InstantSource clock;

    SubmitForm(
            CaptureTokens tokens,
            FormGate gate,
            CaptureConsent consents,
            Answering answering,
            Ids ids,
            InstantSource clock) {
        this.tokens = tokens;
        this.gate = gate;
        this.consents = consents;
        this.answering = answering;
        this.ids = ids;
        this.clock = clock;
    }

    /** Returns what the token is for; throws NOT_FOUND for one that is none or over, ORIGIN_NOT_ALLOWED from elsewhere. */
    CaptureToken open(String token, @Nullable String origin) {
        CaptureToken form = tokens.read(token)
                .filter(known -> clock.instant().isBefore(known.until()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        if (!form.origin().equals(origin)) {
            throw new ProblemException(ProblemCode.ORIGIN_NOT_ALLOWED);
        }
        return form;
    }

    /** Whoever submits learns nothing of what stands about the address: it may be somebody else's. */
    void submit(String token, CaptureToken form, FormBody body, boolean privacyControl) {
        gate.enter(token);
        if (!body.choices().stream().allMatch(form::allows)) {
            throw ProblemException.at(ProblemCode.CHOICE_NOT_ALLOWED, "/choices", "NOT_ALLOWED");
        }
        Caller caller = new Caller(
                form.tenantKey(),
                new TenantId(form.tenant()),
                form.client(),
                null,
                Set.of(form.controller()),
                Set.of(Scope.CONSENT_WRITE));
        UUID once = ids.next();
        IdempotencyClaim claim = new IdempotencyClaim(form.client(), "form-" + once, new byte[0], answering);
        consents.capture(caller, request(form, body, privacyControl), claim, token);
    }

    private ConsentRequest request(CaptureToken form, FormBody body, boolean privacyControl) {
        CaptureRequest.Signals said = Absent.or(body.signals(), CaptureRequest.Signals.NONE);
        CaptureRequest capture = new CaptureRequest(
                form.method(),
                body.actId(),
                Actor.SUBJECT,
                Timestamps.truncate(clock.instant()),
                null,
                form.notice(),
                form.method().tick() ? ControlDefault.UNCHECKED : ControlDefault.NONE,
                false,
                false,
                new CaptureRequest.Signals(said.gpc() || privacyControl, said.tcString(), said.gppString()),
                CaptureRequest.Delivery.BY_LUPA,
                Map.of());
        return new ConsentRequest(form.controller(), body.recipient(), null, body.choices(), capture);
    }
}
