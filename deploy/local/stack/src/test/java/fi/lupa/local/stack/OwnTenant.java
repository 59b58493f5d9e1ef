// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant that nobody else uses, on the stack that all share: what happens to it harms no other test. All of it over HTTP. */
final class OwnTenant {

    static final String KEY = "kysely";
    /** The assessment that a purpose on a legitimate interest has on file. */
    static final String LIA = ",\"lia\":{\"id\":\"LIA-1\",\"date\":\"2026-01-01\",\"owner\":\"tietosuoja\"}";

    private static final String OFFICER = "officer-1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERY_SCOPE =
            "consent:write consent:read contact:report catalogue:read catalogue:admin rights:admin decision:read decision:explain";

    private final Stack stack;
    private final String tenant = "oma-" + UUID.randomUUID().toString().substring(0, 8);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    /** A tenant with one controller of these policies, and a notice. */
    OwnTenant(Stack stack, String policies) {
        this.stack = stack;
        token = token("everything-" + tenant, OFFICER, EVERY_SCOPE);
        ok(post("/v1/controllers", """
                {"key":"kysely","legalName":"Esimerkki Oy","policies":%s,
                 "productGroups":[{"key":"broadband","kind":"ELECTRONIC_COMMUNICATIONS","similarTo":[]}]}""".formatted(policies)));
        String text = "{\"title\":\"Uutiskirje\",\"body\":\"Saat uutisia.\",\"controlLabel\":\"Haluan\"}";
        ok(post("/v1/notices/newsletter-notice/versions", """
                {"version":"1.1","effectiveFrom":"2026-01-01T00:00:00Z","changeClass":"EDITORIAL","affects":["newsletter"],
                 "controllers":["kysely"],"texts":{"fi":%s,"sv":%s,"en":%s}}""".formatted(text, text, text)));
    }

    /** A purpose; {@code more} are further members. */
    OwnTenant purpose(String key, String category, String channel, String basis, String more) {
        ok(post("/v1/purposes", """
                {"controller":"kysely","key":"%s","category":"%s","channels":["%s"],"basis":{"%s":["%s"]},
                 "title":{"fi":"Koe %s"}%s}""".formatted(key, category, channel, channel, basis, key, more)));
        return this;
    }

    /** A consumer who is a customer, and whose number the controller has from the customer. */
    void customer(String phone) {
        ok(post("/v1/contacts", """
                {"controller":"kysely",%s,"kind":"CONSUMER",
                 "source":{"kind":"SELF","name":"tilauslomake","obtainedAt":"2026-01-02","disclosureBan":false}}""".formatted(recipient("PHONE", phone))));
        ok(post("/v1/relationships", """
                {"controller":"kysely",%s,"type":"CUSTOMER","since":"2024-05-01"}""".formatted(recipient("PHONE", phone))));
    }

    /** A token of a client of this tenant, for a person. */
    String token(String client, String person, String scope) {
        return stack.issuer()
                .mint(
                        Map.of(
                                "tenant", tenant,
                                "controllers", List.of(KEY),
                                "azp", client,
                                "sub", person,
                                "aud", "lupa",
                                "scope", scope),
                        Duration.ofHours(1));
    }

    /** A yes of the person's own to the purpose, in e-mail. */
    Api.Answer gives(String mail, String purpose, String method, String more) {
        return post("/v1/consents", consent(mail, "GIVEN", purpose, method, more));
    }

    /** The body of a choice. */
    static String consent(String mail, String choice, String purpose, String method, String more) {
        return """
                {"controller":"kysely",%s,"choices":[{"purpose":"%s","choice":"%s","channels":["EMAIL"]}],
                 "capture":{"method":"%s","actId":"%s","actor":"SUBJECT","at":"%s","controlDefault":"UNCHECKED",
                   "notice":{"id":"newsletter-notice","version":"1.1","language":"fi"}%s}}""".formatted(recipient("EMAIL", mail), purpose, choice, method, UUID.randomUUID(), now(), more);
    }

    static String recipient(String type, String value) {
        return "\"recipient\":[" + who(type, value) + "]";
    }

    static String who(String type, String value) {
        return "{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}";
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A question about somebody. */
    static String question(String purpose, String channel, String type, String value, String more) {
        return "{\"controller\":\"kysely\",\"purpose\":\"" + purpose + "\",\"channel\":\"" + channel
                + "\",\"recipient\":" + who(type, value) + more + "}";
    }

    /** The answer in one line: decision, reason, basis and one rule. */
    static String said(Api.Answer answer) {
        JsonNode body = answer.body();
        return answer.status() == 200
                ? FirstPathIT.answer(answer) + " " + body.path("basis").asText("null") + " "
                        + body.at("/rules/0").asText()
                : FirstPathIT.answer(answer);
    }

    Api.Answer asks(String question) {
        return asks(token, question);
    }

    Api.Answer asks(String asking, String question) {
        return send(asking, Service.PREFERENCE, "POST", "/v1/decisions", question);
    }

    Api.Answer post(String path, String body) {
        return send(token, Service.CONSENT, "POST", path, body);
    }

    Api.Answer send(String as, Service service, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(service) + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", type(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Api.Answer(answer.statusCode(), json(answer.body()), answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a list and waits for the end of its job; returns the path of the job. */
    String sent(String method, String path, String lines) {
        Api.Answer begun = ok(send(token, Service.CONSENT, method, path, lines));
        String job = "/v1/jobs/" + begun.body().path("id").asText();
        Waiting.until(() -> "DONE".equals(get(job).body().path("status").asText()));
        return job;
    }

    Api.Answer get(String path) {
        return send(token, Service.CONSENT, "GET", path, "");
    }

    static Api.Answer ok(Api.Answer answer) {
        assertThat(answer.isSuccess()).as(answer.text()).isTrue();
        return answer;
    }

    private static String type(String path) {
        return path.contains("/suppression-lists/") || path.contains("/imports?") ? "text/csv" : "application/json";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
