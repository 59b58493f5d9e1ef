// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.capture.Unhurried;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Does one random thing after the other over HTTP, and tells {@link Promises} what was taken. */
final class RandomActs {

    private static final List<String> PURPOSES = List.of("newsletter", "product-updates", "customer-survey");
    private static final List<String> METHODS = List.of(
            "WEB_CHECKBOX",
            "SURVEY_TICK",
            "WEB_BUTTON",
            "DOUBLE_OPT_IN_LINK",
            "DOUBLE_OPT_IN_LINK",
            "AUTHENTICATED_SELF_SERVICE",
            "SIGNED_PAPER",
            "BROWSER_SETTINGS",
            "STAFF_ENTRY_UNSIGNED");
    private static final List<String> SCOPES = List.of("ALL_MARKETING", "SURVEYS", "PURPOSE");
    private static final String COLUMNS =
            "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source;evidenceRef\n";
    private static final int MOST_LISTED = 2;

    private final RandomGenerator random;
    private final Tenant tenant;
    private final List<String> mails;
    private final Promises promises;
    private final Supplier<Map<String, Promises.Holder>> holders;
    private final List<Duration> clocks = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();

    RandomActs(
            RandomGenerator random,
            Tenant tenant,
            List<String> mails,
            Promises promises,
            Supplier<Map<String, Promises.Holder>> holders) {
        this.random = random;
        this.tenant = tenant;
        this.mails = List.copyOf(mails);
        this.promises = promises;
        this.holders = holders;
        clocks.add(Duration.ofSeconds(random.nextInt(-600, 1)));
        clocks.add(Duration.ofSeconds(random.nextInt(-60, 110)));
        clocks.add(Duration.ofSeconds(random.nextInt(0, 601)));
    }

    /** What was sent, to be sent again. */
    private record Sent(String mail, String purpose, String choice, String method, Instant at, Body body, String key) {}

    /** How often each thing was taken. */
    Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    /**
     * An objection of somebody who is taken for another, told apart, and taken for the same again, and which one of the two has lifted meanwhile: it stands
     * for the other.
     */
    void liftOneOfTwo() {
        liftOneOfTwo(mails.get(0), mails.get(1), true);
        liftOneOfTwo(mails.get(2), mails.get(3), false);
    }

    private void liftOneOfTwo(String one, String other, boolean lifterSurvives) {
        say(one, "GIVEN", "product-updates", "SURVEY_TICK", Instant.now());
        say(other, "GIVEN", "product-updates", "SURVEY_TICK", Instant.now());
        merge(one, other);
        UUID objection = object(one, "ALL_MARKETING", Instant.now().minusSeconds(30));
        split(other);
        lift(other, objection);
        merge(lifterSurvives ? one : other, lifterSurvives ? other : one);
    }

    /** Any one thing. */
    void any() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> say(mail(), "GIVEN", one(PURPOSES), one(METHODS), time());
            case 4, 5, 6 ->
                say(mail(), random.nextBoolean() ? "WITHDRAWN" : "REFUSED", one(PURPOSES), one(METHODS), time());
            case 7 -> say(mail(), "NOT_ANSWERED", one(PURPOSES), "SURVEY_TICK", time());
            case 8 -> object(mail(), one(SCOPES), time());
            case 9 ->
                promises.objectors().stream()
                        .skip(
                                promises.objectors().isEmpty()
                                        ? 0
                                        : random.nextInt(promises.objectors().size()))
                        .findFirst()
                        .ifPresent(said -> lift(random.nextBoolean() ? said.getKey() : mail(), said.getValue()));
            case 10 -> imports();
            case 11, 12 -> merge(mail(), mail());
            case 13 -> split(mail());
            case 14 -> again();
            default -> upload();
        }
    }

    private String mail() {
        return one(mails);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** By one of the clients' clocks; every third thing is told late. */
    private Instant time() {
        Instant at = Instant.now().plus(one(clocks));
        return random.nextInt(3) == 0 ? at.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 20))) : at;
    }

    private void say(String mail, String choice, String purpose, String method, Instant at) {
        promises.next();
        Body body = Body.ofMail(mail)
                .choose(choice, purpose, "EMAIL")
                .by(method)
                .at(at)
                .capture("actor", "SUBJECT");
        Sent said = new Sent(
                mail,
                purpose,
                choice,
                method,
                millis(at),
                body,
                UUID.randomUUID().toString());
        sent.add(said);
        told(said, post("/v1/consents", body.map(), said.key()));
    }

    private void told(Sent said, Response answer) {
        if (answer.statusCode() != 201) {
            return;
        }
        count(said.choice());
        if (said.choice().equals("GIVEN")) {
            boolean replayed = "REPLAYED_ACT".equals(answer.jsonPath().getString("records[0].because"));
            promises.yes(id(answer), said.method(), said.at(), replayed);
        } else if (!said.choice().equals("NOT_ANSWERED")) {
            promises.no(said.mail(), said.purpose(), said.at());
        }
    }

    /** The same once more: the very request, or the same act under another key, at another time by the client's word. */
    private void again() {
        if (sent.isEmpty()) {
            return;
        }
        promises.next();
        Sent said = one(sent);
        if (random.nextBoolean()) {
            post("/v1/consents", said.body().map(), said.key());
        } else {
            told(said, post("/v1/consents", said.body().map(), UUID.randomUUID().toString()));
        }
        count("again");
    }

    private UUID object(String mail, String scope, Instant at) {
        promises.next();
        Map<String, Object> body = new HashMap<>();
        body.put("controller", "kysely");
        body.put("recipient", who(mail));
        body.put("scope", scope);
        if (scope.equals("PURPOSE")) {
            body.put("purpose", "product-updates");
        }
        body.put("capture", Map.of("method", "WEB_BUTTON", "actor", "SUBJECT", "at", Timestamps.format(millis(at))));
        Response answer = post("/v1/objections", body, UUID.randomUUID().toString());
        if (answer.statusCode() != 201) {
            return new UUID(0, 0);
        }
        count("objection");
        promises.objection(mail, id(answer), millis(at));
        return id(answer);
    }

    private void lift(String mail, UUID objection) {
        promises.next();
        Map<String, Object> body = new HashMap<>(Body.ofMail(mail)
                .by("DOUBLE_OPT_IN_LINK")
                .at(Instant.now())
                .withoutChoices()
                .map());
        Set<String> together = together(mail);
        Response answer = post(
                "/v1/objections/" + objection + "/lift", body, UUID.randomUUID().toString());
        if (answer.statusCode() == 201) {
            count("lift");
            promises.lift(objection, together);
        }
    }

    private Set<String> together(String mail) {
        Map<String, Promises.Holder> now = holders.get();
        Promises.Holder holder = now.get(mail);
        return holder == null
                ? Set.of()
                : now.entrySet().stream()
                        .filter(entry -> entry.getValue().subject().equals(holder.subject()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private void merge(String from, String into) {
        promises.next();
        Promises.Holder absorbed = holders.get().get(from);
        Promises.Holder survivor = holders.get().get(into);
        if (absorbed == null || survivor == null) {
            return;
        }
        Map<String, Object> body = Map.of(
                "controller",
                "kysely",
                "from",
                absorbed.subject(),
                "into",
                survivor.subject(),
                "reason",
                "Sama henkilö.");
        if (officer("/v1/subjects/merge", body).statusCode() == 200) {
            count("merge");
        }
    }

    private void split(String mail) {
        promises.next();
        Promises.Holder whole = holders.get().get(mail);
        if (whole == null || together(mail).size() < 2) {
            return;
        }
        Response answer = officer("/v1/subjects/split", Map.of("subject", whole.subject(), "identifiers", who(mail)));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        count("split");
    }

    private void imports() {
        List<String> rows = new ArrayList<>();
        StringBuilder csv = new StringBuilder(COLUMNS);
        for (int i = 0; i < 3; i++) {
            String mail = mail();
            String purpose = one(PURPOSES);
            boolean yes = random.nextBoolean();
            Instant at = millis(Instant.now().minus(Duration.ofMinutes(random.nextInt(1, 60 * 24 * 40))));
            rows.add(mail + ";" + purpose + ";" + yes + ";" + at);
            csv.append("EMAIL;%s;%s;EMAIL;%s;DOUBLE_OPT_IN_LINK;%s;newsletter-notice;1.1;fi;vanha-crm;skannaus-1\n"
                    .formatted(mail, purpose, yes ? "GIVEN" : "REFUSED", Timestamps.format(at)));
        }
        Response taken = list("POST", "/v1/imports?controller=kysely", csv.toString());
        String job = taken.header("Location");
        Await.until(() -> "DONE".equals(tenant.get(job).jsonPath().getString("status")));
        count("import");
        for (String row : rows) {
            promises.next();
            String[] said = row.split(";", -1);
            if (!Boolean.parseBoolean(said[2])) {
                promises.no(said[0], said[1], Instant.parse(said[3]));
            }
        }
    }

    /** Whom the controller wants to spare, or the register of those who want no calls, as a whole. */
    private void upload() {
        promises.next();
        if (random.nextBoolean() && promises.listed().size() < MOST_LISTED) {
            String mail = mail();
            if (!promises.listed().contains(mail)) {
                list("PUT", "/v1/suppression-lists/oma?controller=kysely&kind=OWN&asOf=2026-11-01", mail + "\n");
                promises.listed(mail);
                count("own list");
            }
            return;
        }
        String numbers = random.ints(3, 0, 10_000)
                .distinct()
                .mapToObj("+35850000%04d\n"::formatted)
                .collect(Collectors.joining());
        String announced = "&rows=" + numbers.lines().count() + "&sha256="
                + HexFormat.of().formatHex(Digests.sha256(numbers.getBytes(StandardCharsets.UTF_8)));
        list(
                "PUT",
                "/v1/suppression-lists/puhelin?controller=kysely&kind=PHONE_REGISTER&asOf=2026-11-01&confirm=true"
                        + announced,
                numbers);
        count("register");
    }

    private Response list(String method, String path, String lines) {
        Response answer = Unhurried.answer(() -> given().auth()
                .oauth2(tenant.tool().text())
                .contentType("text/csv; charset=utf-8")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .request(method, path));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer;
    }

    private Response officer(String path, Map<String, Object> body) {
        return Unhurried.answer(() -> Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path));
    }

    private Response post(String path, Map<String, Object> body, String key) {
        Response answer = Unhurried.answer(() -> tenant.post(path, body, key));
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(500);
        return answer;
    }

    private void count(String what) {
        taken.merge(what, 1, Integer::sum);
    }

    private static UUID id(Response answer) {
        return UUID.fromString(answer.jsonPath().getString("records[0].id"));
    }

    private static List<Map<String, String>> who(String mail) {
        return List.of(Map.of("type", "EMAIL", "value", mail));
    }

    private static Instant millis(Instant at) {
        return Timestamps.truncate(at);
    }
}
