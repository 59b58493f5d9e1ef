// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Request;
import fi.lupa.platform.id.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/**
 * The requests of one run: a demo client's, about people that no other run knows. Their addresses are made up, as are all names here; digits are
 * kept short, so that nothing looks like a personal identity code.
 */
final class Requests {

    /** May record, ask and have the answer explained. */
    static final String CLIENT = "marketing-tool";

    private static final String CONTROLLER = "kysely";
    private static final String PURPOSE = "product-updates";
    private static final String ANOTHER_PURPOSE = "newsletter";
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int RUN_LENGTH = 8;
    private static final byte[] EFFECTIVE = "\"effective\":true".getBytes(StandardCharsets.US_ASCII);

    private final String token;
    private final String run;
    private long acts;

    Requests(String token) {
        this.token = token;
        this.run = new Random()
                .ints(RUN_LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The person ticks the box; an act of its own each time. */
    Request gives(int person) {
        return records(
                person,
                "GIVEN",
                "{\"method\":\"WEB_CHECKBOX\",\"controlDefault\":\"UNCHECKED\","
                        + "\"notice\":{\"id\":\"newsletter-notice\",\"version\":\"1.1\",\"language\":\"fi\"},"
                        + "\"evidence\":{\"form\":\"benchmark\",\"question\":\"first\"},");
    }

    /** The person withdraws. */
    Request withdraws(int person) {
        return records(person, "WITHDRAWN", "{\"method\":\"WEB_BUTTON\",");
    }

    private Request records(int person, String choice, String captureBegin) {
        String act = run + ".a" + acts++;
        String json = "{\"controller\":\"" + CONTROLLER + "\",\"recipient\":[" + recipient(person) + "],"
                + "\"choices\":[{\"purpose\":\"" + PURPOSE + "\",\"channels\":[\"EMAIL\"],\"choice\":\"" + choice
                + "\"}],"
                + "\"capture\":" + captureBegin + "\"actor\":\"SUBJECT\",\"actId\":\"" + act + "\",\"at\":\""
                + Timestamps.format(Instant.now()) + "\"}}";
        return Request.post(
                "/v1/consents",
                token,
                "Idempotency-Key: " + act + "\r\n",
                json,
                answer -> answer.status() == CREATED && answer.contains(EFFECTIVE));
    }

    /** May we contact this person? Right is this decision and no other. */
    Request asks(int person, String decision) {
        byte[] expected = ("\"decision\":\"" + decision + "\"").getBytes(StandardCharsets.US_ASCII);
        String json = "{\"controller\":\"" + CONTROLLER + "\",\"purpose\":\"" + PURPOSE
                + "\",\"channel\":\"EMAIL\",\"recipient\":" + recipient(person) + "}";
        return Request.post(
                "/v1/decisions", token, "", json, answer -> answer.status() == OK && answer.contains(expected));
    }

    /** May we contact this person for what nobody here has permitted? Everybody is answered alike. */
    Request asksAnother(String askingToken, String person) {
        byte[] expected = "\"reason\":\"NO_PERMISSION\"".getBytes(StandardCharsets.US_ASCII);
        String json = "{\"controller\":\"" + CONTROLLER + "\",\"purpose\":\"" + ANOTHER_PURPOSE
                + "\",\"channel\":\"EMAIL\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"" + run + "." + person
                + "@bench.example.fi\"}}";
        return Request.post(
                "/v1/decisions", askingToken, "", json, answer -> answer.status() == OK && answer.contains(expected));
    }

    /** The question of a list about all of them. */
    String listQuestion() {
        return "/v1/audience-checks?controller=" + CONTROLLER + "&purpose=" + PURPOSE + "&channel=EMAIL&type=EMAIL";
    }

    /** One line of the list. */
    String listLine(int person) {
        return "{\"value\":\"" + run + ".p" + person + "@bench.example.fi\"}";
    }

    private String recipient(int person) {
        return "{\"type\":\"EMAIL\",\"value\":\"" + run + ".p" + person + "@bench.example.fi\"}";
    }
}
