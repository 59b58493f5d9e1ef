// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of one controller: records choices and asks the question. Every call is one HTTP request. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;
    private final String client;
    private final String controller;
    private final String consentUrl;
    private final String preferenceUrl;

    Caller(Stack stack, Api api, String client, String controller) {
        this(api, client, controller, stack.url(Service.CONSENT), stack.url(Service.PREFERENCE));
    }

    private Caller(Api api, String client, String controller, String consentUrl, String preferenceUrl) {
        this.api = api;
        this.client = client;
        this.controller = controller;
        this.consentUrl = consentUrl;
        this.preferenceUrl = preferenceUrl;
    }

    /** The same client, who writes through another process of consent-service. */
    Caller through(ServiceProcess replica) {
        return new Caller(api, client, controller, "http://127.0.0.1:" + replica.port(), preferenceUrl);
    }

    /** The same client, who asks another process of preference-service. */
    Caller asking(ServiceProcess replica) {
        return new Caller(api, client, controller, consentUrl, "http://127.0.0.1:" + replica.port());
    }

    /** A tick of the person's own, fresh. */
    Api.Answer gives(String email, String purpose) {
        return consent(email, choice(purpose, "GIVEN"), capture("WEB_CHECKBOX"));
    }

    Api.Answer withdraws(String email, String purpose) {
        return consent(email, choice(purpose, "WITHDRAWN"), capture("WEB_BUTTON"));
    }

    Api.Answer objects(String email, String scope) {
        ObjectNode body = about(email);
        body.put("scope", scope);
        body.set("capture", capture("WEB_BUTTON"));
        return record("/v1/objections", body, UUID.randomUUID().toString());
    }

    /** A prohibition of the organisation with this business id, given from one of its addresses. */
    Api.Answer objectsFor(String businessId, String email) {
        ObjectNode body = about(email);
        body.put("scope", "ORGANISATION");
        body.set("capture", capture("WEB_BUTTON"));
        body.putObject("contact").putObject("organisation").put("businessId", businessId);
        return record("/v1/objections", body, UUID.randomUUID().toString());
    }

    /** What is known about who is behind an address. */
    Api.Answer describes(String email, String kind, @Nullable String businessId) {
        ObjectNode body = about(email).put("kind", kind);
        if (businessId != null) {
            body.putObject("organisation").put("businessId", businessId);
        }
        return record("/v1/contacts", body, UUID.randomUUID().toString());
    }

    Api.Answer consent(String email, ObjectNode choice, ObjectNode capture) {
        return record(
                "/v1/consents",
                consentBody(email, choice, capture),
                UUID.randomUUID().toString());
    }

    Api.Answer record(String path, JsonNode body, String idempotencyKey) {
        return record(path, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    Api.Answer record(String path, JsonNode body, Map<String, String> headers) {
        return api.post(client, consentUrl + path, body.toString(), headers);
    }

    ObjectNode consentBody(String email, ObjectNode choice, ObjectNode capture) {
        ObjectNode body = about(email);
        body.putArray("choices").add(choice);
        body.set("capture", capture);
        return body;
    }

    /** What is answered about an address; asked again while it is "not now", which a busy machine may say for longer than a question waits. */
    String answer(String email, String purpose, @Nullable String atLeast) {
        String[] said = {""};
        Waiting.until(() -> {
            said[0] = FirstPathIT.answer(asks(email, purpose, atLeast));
            return !said[0].equals("503 STATE_UNAVAILABLE");
        });
        return said[0];
    }

    Api.Answer asks(String email, String purpose, @Nullable String atLeast) {
        ObjectNode question = JSON.createObjectNode()
                .put("controller", controller)
                .put("purpose", purpose)
                .put("channel", "EMAIL");
        question.set("recipient", recipient(email));
        if (atLeast != null) {
            question.put("atLeast", atLeast);
        }
        return decision(client, question);
    }

    /** What this process answers to a question of any client. */
    Api.Answer decision(String asking, JsonNode question) {
        return api.post(asking, preferenceUrl + "/v1/decisions", question.toString());
    }

    ObjectNode choice(String purpose, String choice) {
        ObjectNode node = JSON.createObjectNode().put("purpose", purpose).put("choice", choice);
        node.putArray("channels").add("EMAIL");
        return node;
    }

    ObjectNode capture(String method) {
        ObjectNode capture = JSON.createObjectNode()
                .put("method", method)
                .put("actId", UUID.randomUUID().toString())
                .put("actor", "SUBJECT")
                .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        if (method.equals("WEB_CHECKBOX") || method.equals("SURVEY_TICK")) {
            capture.put("controlDefault", "UNCHECKED");
        }
        capture.putObject("notice")
                .put("id", "newsletter-notice")
                .put("version", "1.1")
                .put("language", "fi");
        capture.putObject("confirmation").put("deliver", "CLIENT");
        return capture;
    }

    private ObjectNode about(String email) {
        ObjectNode body = JSON.createObjectNode().put("controller", controller);
        ArrayNode recipients = body.putArray("recipient");
        recipients.add(recipient(email));
        return body;
    }

    private static ObjectNode recipient(String email) {
        return JSON.createObjectNode().put("type", "EMAIL").put("value", email);
    }
}
