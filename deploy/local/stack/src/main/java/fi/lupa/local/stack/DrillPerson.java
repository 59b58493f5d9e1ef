// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.stack.demo.Api;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** A made-up person of the demo tenant survey-vendor, who gives a consent, withdraws it, and is asked about. */
final class DrillPerson {

    private static final String TOOL = "marketing-tool";
    private static final String CAPTURE = """
            {"controller":"kysely","recipient":[{"type":"EMAIL","value":"%s"}],
             "choices":[{"purpose":"product-updates","channels":["EMAIL"],"choice":"%s"}],
             "capture":{"method":"%s","actId":"%s","actor":"SUBJECT","at":"%s","controlDefault":"UNCHECKED",
               "notice":{"id":"newsletter-notice","version":"1.1","language":"fi"}}}""";
    private static final String QUESTION = """
            {"controller":"kysely","purpose":"product-updates","channel":"EMAIL","recipient":{"type":"EMAIL","value":"%s"}%s}""";

    private final Stack stack;
    private final Api api;
    private final String email = "drill-" + UUID.randomUUID() + "@example.fi";

    DrillPerson(Stack stack, Api api) {
        this.stack = stack;
        this.api = api;
    }

    Api.Answer gives() {
        return records("GIVEN", "WEB_CHECKBOX");
    }

    Api.Answer withdraws() {
        return records("WITHDRAWN", "WEB_BUTTON");
    }

    private Api.Answer records(String choice, String method) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
        return api.post(
                TOOL,
                stack.url(Service.CONSENT) + "/v1/consents",
                CAPTURE.formatted(email, choice, method, UUID.randomUUID(), at),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** What is answered now: a decision with its reason, or why there is none. */
    String answer() {
        return answer("");
    }

    /** What is answered by whoever has seen this write. */
    String answerAfter(Api.Answer write) {
        return answer(",\"atLeast\":\"" + write.body().path("revision").asText() + "\"");
    }

    private String answer(String atLeast) {
        Api.Answer answer =
                api.post(TOOL, stack.url(Service.PREFERENCE) + "/v1/decisions", QUESTION.formatted(email, atLeast));
        return answer.status() == 200
                ? answer.body().path("decision").asText() + " "
                        + answer.body().path("reason").asText()
                : answer.status() + " " + answer.body().path("code").asText();
    }
}
