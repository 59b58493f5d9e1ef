// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import org.junit.jupiter.api.Test;

/** A controller leaves, asked about through preference-service: nobody is contacted for it any more, and no yes comes back by any door. */
class DepartureIT {

    private static final String CLOSED = "DENY CONTROLLER_CLOSED null GDPR 5(1)(b), 28(3)(a),(g)";
    private static final String REFUSED = "409 CONTROLLER_CLOSED";
    private static final String PHONE = "+358500000042";

    private final StartedStack lupa = StartedStack.get();
    private final OwnTenant tenant = new OwnTenant(lupa.stack(), "{}");
    private final String mail = FirstPathIT.somebody();
    private final String other = FirstPathIT.somebody();
    private final String newsletter = OwnTenant.question("newsletter", "EMAIL", "EMAIL", mail, "");
    private final String othersNewsletter = OwnTenant.question("newsletter", "EMAIL", "EMAIL", other, "");

    @Test
    void deniesAtOnceAndGetsNoYesBack_onceTheControllerHasLeft() {
        // Given
        fill();
        String call = OwnTenant.question("telesales", "VOICE_HUMAN", "PHONE", PHONE, ",\"productGroup\":\"broadband\"");
        String duty = OwnTenant.question("breach-notices", "EMAIL", "EMAIL", mail, "");
        Waiting.until(() -> said(newsletter).startsWith("ALLOW CONSENT_GIVEN"));
        Waiting.until(() -> said(call).startsWith("ALLOW OPT_OUT_CHANNEL_NOT_PROHIBITED"));

        // When
        Api.Answer leaves = tenant.send(
                tenant.token("toimisto", "officer-1", "rights:admin"),
                Service.CONSENT,
                "PUT",
                "/v1/departures/kysely",
                "{\"endsAt\":\"2020-01-01T00:00:00.000Z\",\"choice\":\"DELETE\",\"justification\":\"The contract has ended, see 2026/7.\"}");

        // Then
        assertThat(leaves.body().path("state").asText()).as(leaves.text()).isEqualTo("CLOSED");
        Waiting.until(() -> !said(newsletter).startsWith("ALLOW"));
        assertThat(said(newsletter)).isEqualTo(CLOSED);
        assertThat(said(call)).isEqualTo(CLOSED);
        assertThat(said(duty)).startsWith("ALLOW SERVICE_MESSAGE LEGAL_OBLIGATION ");

        // When
        String again = OwnTenant.consent(mail, "GIVEN", "newsletter", "DOUBLE_OPT_IN_LINK", "");
        OwnTenant.ok(tenant.post("/v1/consents", OwnTenant.consent(mail, "WITHDRAWN", "newsletter", "WEB_BUTTON", "")));
        String job = tenant.sent("POST", "/v1/imports?controller=kysely", """
                type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source
                EMAIL;%s;newsletter;EMAIL;GIVEN;DOUBLE_OPT_IN_LINK;2026-10-05T10:00:00.000Z;newsletter-notice;1.1;fi;kumppani
                """.formatted(mail));

        // Then
        assertThat(FirstPathIT.answer(tenant.post("/v1/consents", again))).isEqualTo(REFUSED);
        assertThat(tenant.get(job + "/report").text()).contains("INVALID", "CONTROLLER_CLOSED");
        assertThat(said(newsletter)).isEqualTo(CLOSED);

        // When
        OwnTenant.ok(tenant.send(
                tenant.token("toimisto", "officer-2", "rights:admin"),
                Service.CONSENT,
                "POST",
                "/v1/departures/kysely/take-back",
                ""));

        // Then
        Waiting.until(() -> said(othersNewsletter).startsWith("ALLOW CONSENT_GIVEN"));
        assertThat(said(newsletter)).startsWith("DENY CONSENT_WITHDRAWN");
    }

    private String said(String question) {
        return OwnTenant.said(tenant.asks(question));
    }

    private void fill() {
        tenant.purpose("newsletter", "DIRECT_MARKETING", "EMAIL", "CONSENT", "")
                .purpose("telesales", "DIRECT_MARKETING", "VOICE_HUMAN", "LEGITIMATE_INTEREST", OwnTenant.LIA)
                .purpose("breach-notices", "STATUTORY", "EMAIL", "LEGAL_OBLIGATION", ",\"legalDuty\":\"GDPR 34\"");
        OwnTenant.ok(tenant.gives(mail, "newsletter", "SURVEY_TICK", ""));
        OwnTenant.ok(tenant.gives(other, "newsletter", "SURVEY_TICK", ""));
        tenant.customer(PHONE);
    }
}
