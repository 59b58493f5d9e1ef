// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The body of a consent, valid from the start and changed by prose: {@code Body.ofMail("a@example.fi").give("newsletter", "EMAIL")}. */
public final class Body {

    private final Map<String, Object> members = new HashMap<>();
    private final Map<String, Object> capture = new HashMap<>();
    private final List<Object> recipient = new ArrayList<>();
    private final List<Object> choices = new ArrayList<>();

    private Body() {
        members.put("controller", "kysely");
        members.put("recipient", recipient);
        members.put("choices", choices);
        members.put("capture", capture);
        capture.put("method", "SURVEY_TICK");
        capture.put("actId", "act-" + UUID.randomUUID());
        capture.put("at", Timestamps.format(Instant.now()));
        capture.put("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"));
        capture.put("controlDefault", "UNCHECKED");
    }

    public static Body ofMail(String address) {
        return of("EMAIL", address);
    }

    public static Body of(String type, Object value) {
        return new Body().and(type, value);
    }

    public static String anyMail() {
        return "koe-" + UUID.randomUUID().toString().substring(0, 12) + "@koe.example.fi";
    }

    public Body and(String type, Object value) {
        recipient.add(Map.of("type", type, "value", value));
        return this;
    }

    public Body give(String purpose, String... channels) {
        return choose("GIVEN", purpose, channels);
    }

    public Body choose(String choice, String purpose, String... channels) {
        Map<String, Object> one = new HashMap<>(Map.of("purpose", purpose, "choice", choice));
        if (channels.length > 0) {
            one.put("channels", List.of(channels));
        }
        return choice(one);
    }

    public Body choice(Map<String, Object> choice) {
        choices.add(choice);
        return this;
    }

    public Body by(String method) {
        return capture("method", method);
    }

    public Body at(Instant at) {
        return capture("at", Timestamps.format(at));
    }

    public Body capture(String member, Object value) {
        capture.put(member, value);
        return this;
    }

    public Body without(String captureMember) {
        capture.remove(captureMember);
        return this;
    }

    public Body with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Body withoutChoices() {
        members.remove("choices");
        return this;
    }

    public Map<String, Object> map() {
        return members;
    }
}
