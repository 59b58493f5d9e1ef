// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The golden cases that want a tenant of their own: a register, an erasure, a state that is too old. The others are in {@link GoldenCasesIT}. */
class GoldenCasesApartIT {

    private static final String PHONE = "+358500000017";

    private final StartedStack lupa = StartedStack.get();

    @Test
    void g17_stopsTheSalesCallToANumberOnTheRegister_andNotTheSurvey() {
        // Given
        OwnTenant tenant = new OwnTenant(lupa.stack(), "{}")
                .purpose("telesales", "DIRECT_MARKETING", "VOICE_HUMAN", "LEGITIMATE_INTEREST", OwnTenant.LIA)
                .purpose("customer-survey", "SURVEY", "VOICE_HUMAN", "LEGITIMATE_INTEREST", OwnTenant.LIA);
        tenant.customer(PHONE);
        String call = OwnTenant.question("telesales", "VOICE_HUMAN", "PHONE", PHONE, ",\"productGroup\":\"broadband\"");
        String survey = OwnTenant.question("customer-survey", "VOICE_HUMAN", "PHONE", PHONE, "");
        Waiting.until(() -> OwnTenant.said(tenant.asks(call)).startsWith("ALLOW OPT_OUT_CHANNEL_NOT_PROHIBITED"));

        // When
        String numbers = PHONE + "\n";
        tenant.sent(
                "PUT",
                "/v1/suppression-lists/puhelinkielto?controller=kysely&kind=PHONE_REGISTER&format=plain&rows=1&asOf="
                        + LocalDate.now(ZoneOffset.UTC).minusDays(1) + "&sha256=" + sha256(numbers),
                numbers);

        // Then
        Waiting.until(() -> OwnTenant.said(tenant.asks(call)), () -> OwnTenant.said(tenant.asks(call))
                .equals("DENY SUPPRESSED_PHONE_REGISTER null ASML"));
        assertThat(OwnTenant.said(tenant.asks(survey)))
                .isEqualTo("ALLOW SURVEY_PERMITTED LEGITIMATE_INTEREST GDPR 6(1)(f)");
    }

    @Test
    void g26_deniesTheErased_thoughAPartnersListBringsTheAddressBack() {
        // Given
        OwnTenant tenant =
                new OwnTenant(lupa.stack(), "{}").purpose("newsletter", "DIRECT_MARKETING", "EMAIL", "CONSENT", "");
        String mail = FirstPathIT.somebody();
        OwnTenant.ok(tenant.gives(mail, "newsletter", "SURVEY_TICK", ""));
        OwnTenant.ok(tenant.post("/v1/mandates", """
                {"processor":"kasittelija","controller":"kysely","purposes":["newsletter"],"channels":["EMAIL"],
                 "rights":["DECIDE"],"from":"2026-01-01T00:00:00Z","until":null}"""));
        String processor = tenant.token("kasittelija", "kasittelija", "decision:read");
        String question = OwnTenant.question("newsletter", "EMAIL", "EMAIL", mail, "");
        Waiting.until(() -> OwnTenant.said(tenant.asks(processor, question)).startsWith("ALLOW CONSENT_GIVEN"));
        String request = OwnTenant.ok(tenant.post(
                        "/v1/rights-requests", """
                        {"controller":"kysely",%s,"kind":"ERASURE","receivedAt":"%s","identity":"VERIFIED"}""".formatted(OwnTenant.recipient("EMAIL", mail), OwnTenant.now())))
                .body()
                .path("id")
                .asText();
        OwnTenant.ok(tenant.post("/v1/rights-requests/" + request + "/complete", "{\"outcome\":\"GRANTED\"}"));

        // When
        String job = tenant.sent("POST", "/v1/imports?controller=kysely", """
                type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source
                EMAIL;%s;newsletter;EMAIL;GIVEN;DOUBLE_OPT_IN_LINK;2026-10-05T10:00:00.000Z;newsletter-notice;1.1;fi;kumppani
                """.formatted(mail));

        // Then
        assertThat(tenant.get(job + "/report").text().strip())
                .isEqualTo("{\"line\":2,\"result\":\"ERASED\",\"code\":\"IDENTIFIER_ERASED\"}");
        Waiting.until(() -> OwnTenant.said(tenant.asks(question)), () -> OwnTenant.said(tenant.asks(question))
                .equals("DENY ERASED null GDPR 17(1)"));
        assertThat(OwnTenant.said(tenant.asks(processor, question))).startsWith("DENY NO_PERMISSION null ");
    }

    @Test
    void g28_givesNoAnswer_onceTheStateIsOlderThanTheControllersLimit() {
        // Given
        OwnTenant tenant = new OwnTenant(lupa.stack(), "{\"freshness\":{\"default\":\"PT2S\"}}")
                .purpose("newsletter", "DIRECT_MARKETING", "EMAIL", "CONSENT", "");
        String mail = FirstPathIT.somebody();
        OwnTenant.ok(tenant.gives(mail, "newsletter", "SURVEY_TICK", ""));
        String question = OwnTenant.question("newsletter", "EMAIL", "EMAIL", mail, "");
        String batch =
                "{\"question\":{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\"},\"recipients\":["
                        + OwnTenant.who("EMAIL", mail) + "]}";
        Waiting.until(() -> OwnTenant.said(tenant.asks(question)).startsWith("ALLOW CONSENT_GIVEN"));
        ServiceProcess consent = lupa.stack().service(Service.CONSENT);

        // When
        consent.pause();
        JsonNode line;
        Api.Answer single;
        try {
            Waiting.until(() -> tenant.asks(question).status() != 200);
            single = tenant.asks(question);
            line = batched(tenant, batch);
        } finally {
            consent.resume();
        }

        // Then
        assertThat(OwnTenant.said(single)).isEqualTo("503 STATE_UNAVAILABLE");
        assertThat(line.path("decision").asText()).as(line.toString()).isEqualTo("DENY");
        assertThat(line.path("reason").asText()).isEqualTo("STATE_UNAVAILABLE");
        assertThat(line.path("retry").asBoolean()).as(line.toString()).isTrue();
        Waiting.until(() -> OwnTenant.said(tenant.asks(question)).startsWith("ALLOW CONSENT_GIVEN"));
    }

    private static JsonNode batched(OwnTenant tenant, String batch) {
        Api.Answer answer = tenant.send(
                tenant.token("everything", "everything", "decision:read decision:explain"),
                Service.PREFERENCE,
                "POST",
                "/v1/decisions/batch",
                batch);
        return answer.body().at("/answers/0");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
