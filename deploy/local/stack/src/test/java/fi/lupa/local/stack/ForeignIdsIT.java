// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation that names something by its id, as the services' own OpenAPI lists them, asked with a <em>real</em> id of another
 * tenant: the answer is the one for an id that does not exist. An operation that this test does not know fails it.
 */
class ForeignIdsIT {

    /** Where the token in the path is the authority, or nothing but hashes are shown. */
    private static final Pattern PUBLIC = Pattern.compile(
            "/([cupf]/\\{token}|\\.well-known/.*|log/\\{log}/(checkpoint(/witnessed)?|keys|policy|tile/(?!entries).*))");

    /** Names of a tenant's own choosing, which another may have chosen too, as both demo tenants did with their notices. */
    private static final Set<String> NAMED_BY_THE_CALLER = Set.of(
            "PUT /v1/controllers/{key}",
            "PUT /v1/groups/{key}",
            "PUT /v1/arrangements/{key}",
            "PUT /v1/partners/{key}",
            "PUT /v1/purposes/{controller}/{key}",
            "PUT /v1/suppression-lists/{id}",
            "GET /v1/notices/{id}",
            "GET /v1/notices/{id}/versions",
            "GET /v1/notices/{id}/versions/{version}",
            "POST /v1/notices/{id}/versions");

    /** For the operator's own tenant alone: 404 for every other, whoever's log it is. {@code PublishedLogTest} shows both. */
    private static final String FOR_THE_OPERATOR = "GET /log/{log}/tile/entries/{tile}";

    private static final String NO_SUBJECT = "sub_00000000000000000000000000";
    private static final String PERSON =
            "\"controller\":\"kysely\",\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"%s\"}]"
                    .formatted(FirstPathIT.somebody());
    private static final String CAPTURE =
            "\"capture\":{\"method\":\"WEB_BUTTON\",\"actor\":\"SUBJECT\",\"at\":\"2026-11-01T10:00:00.000Z\"}";

    private final StartedStack lupa = StartedStack.get();
    private final TenantCalls vendor = new TenantCalls(lupa.stack(), "survey-vendor");
    private final TenantCalls group = new TenantCalls(lupa.stack(), "telecom-group");
    private final Map<String, Supplier<Thing>> things = new HashMap<>();

    ForeignIdsIT() {
        capture();
        rights();
        kept();
        departures();
        catalogue();
        audit();
        extracts();
    }

    /** Something of a tenant's: its path, the same path with an id that nobody has, and what is sent there. */
    private record Thing(TenantCalls owner, String real, String madeUp, String body) {}

    @ParameterizedTest
    @EnumSource(Service.class)
    void answersAsIfItDidNotExist_whateverTheOperation(Service service) {
        lupa.calm();
        List<String> wrong = new ArrayList<>();
        for (String operation : operations(service)) {
            Supplier<Thing> thing = things.get(operation);
            if (thing == null) {
                wrong.add(operation + " is not known to this test");
            } else {
                wrong.addAll(faults(service, operation, thing.get()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> faults(Service service, String operation, Thing thing) {
        String method = operation.substring(0, operation.indexOf(' '));
        TenantCalls stranger = thing.owner() == vendor ? group : vendor;
        Api.Answer foreign = stranger.send(service, method, thing.real(), thing.body());
        Api.Answer nobodys = stranger.send(service, method, thing.madeUp(), thing.body());
        Api.Answer own = thing.owner().send(service, method, thing.real(), thing.body());
        List<String> faults = new ArrayList<>();
        if (foreign.status() != 404 && !foreign.text().contains("CONTROLLER_UNKNOWN")) {
            faults.add(operation + ": a stranger got " + foreign.status() + " " + foreign.text());
        }
        if (!withoutTrace(foreign).equals(withoutTrace(nobodys))) {
            faults.add(operation + ": " + foreign.text() + " is not " + nobodys.text());
        }
        if (own.status() == 404) {
            faults.add(operation + ": not even the owner finds it: " + own.status() + " " + own.text());
        }
        return faults;
    }

    private List<String> operations(Service service) {
        Api.Answer document = vendor.get(service, "/q/openapi?format=json");
        List<String> operations = new ArrayList<>();
        document.body().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    String operation = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    boolean byId = path.getKey().contains("{")
                            && Set.of("get", "post", "put", "delete", "patch").contains(method.getKey());
                    if (byId
                            && !PUBLIC.matcher(path.getKey()).matches()
                            && !NAMED_BY_THE_CALLER.contains(operation)
                            && !operation.equals(FOR_THE_OPERATOR)) {
                        operations.add(operation);
                    }
                }));
        return operations;
    }

    private void capture() {
        at("GET /v1/subjects/{id}", this::subject, NO_SUBJECT);
        at("GET /v1/subjects/{id}/history", this::subject, NO_SUBJECT);
        at("GET /v1/receipts/{id}", () -> lastOf(consent().path("receipt")), uuid());
        String objection = "{" + PERSON + ",\"scope\":\"ALL_MARKETING\"," + CAPTURE + "}";
        at(
                "POST /v1/objections/{id}/lift",
                () -> made("/v1/objections", objection).at("/records/0/id").asText(),
                uuid(),
                "{" + PERSON + "," + CAPTURE + "}");
        String callback = "{\"controller\":\"verkko\",\"recipient\":[{\"type\":\"PHONE\",\"value\":\"+358500000123\"}],"
                + "\"productGroups\":[\"mobile\"],\"capture\":{\"method\":\"WEB_BUTTON\",\"actor\":\"SUBJECT\",\"actId\":\""
                + uuid()
                + "\",\"at\":\"" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\"}}";
        things.put(
                "POST /v1/callback-requests/{id}/claim",
                () -> of(
                        group,
                        "/v1/callback-requests/@/claim",
                        idOf(made(group, "/v1/callback-requests", callback)),
                        uuid()));
        at("GET /v1/jobs/{id}", this::job, uuid());
        at("GET /v1/jobs/{id}/report", this::job, uuid());
    }

    private void rights() {
        at("GET /v1/rights-requests/{id}", this::rightsRequest, uuid());
        at("GET /v1/rights-requests/{id}/copy", this::rightsRequest, uuid());
        at("POST /v1/rights-requests/{id}/complete", this::rightsRequest, uuid(), "{\"outcome\":\"REFUSED\"}");
        at("POST /v1/rights-requests/{id}/lift-restriction", this::rightsRequest, uuid(), "{}");
        at("GET /v1/notice-changes/{id}", () -> Telling.noticeChange(vendor), uuid());
        at("POST /v1/notice-changes/{id}/cancel", () -> Telling.noticeChange(vendor), uuid(), "{}");
        at("GET /v1/calls/{id}", () -> Telling.call(vendor), uuid());
        at("POST /v1/calls/{id}/choices", () -> Telling.call(vendor), uuid(), Telling.SPOKEN);
        at("POST /v1/calls/{id}/stop", () -> Telling.call(vendor), uuid(), Telling.IN_CALL);
        at("POST /v1/calls/{id}/end", () -> Telling.call(vendor), uuid(), Telling.IN_CALL);
        at("GET /v1/successions/{id}", () -> Telling.succession(vendor), uuid());
        things.put(
                "POST /v1/recipient-notices/{id}/acknowledge",
                () -> of(group, "/v1/recipient-notices/@/acknowledge", Telling.notice(group), uuid()));
    }

    private void kept() {
        String opening = "{\"controller\":\"kysely\",\"caseReference\":\"KKO 2026/12\"}";
        at("POST /v1/rights-requests/{id}/proof-openings", this::erasure, uuid(), opening);
        at("POST /v1/proof-openings/{id}/release", () -> opening(opening), uuid());
        at("GET /v1/proof-openings/{id}", () -> opening(opening), uuid());
        String policy = "{\"keepFor\":\"P10Y\",\"justification\":\"Made up for a test of foreign names.\"}";
        things.put(
                "PUT /v1/retention-policies/{controller}/{kind}",
                () -> new Thing(
                        vendor,
                        "/v1/retention-policies/kysely/EVIDENCE",
                        "/v1/retention-policies/nobody/EVIDENCE",
                        policy));
    }

    private void departures() {
        String leaving = "{\"endsAt\":\"2099-01-01T00:00:00.000Z\",\"choice\":\"DELETE\","
                + "\"justification\":\"Made up for a test of foreign names.\"}";
        for (String operation : List.of("PUT ", "GET ")) {
            things.put(operation + "/v1/departures/{controller}", () -> departure(leaving, ""));
        }
        things.put("GET /v1/departures/{controller}/register", () -> departure(leaving, "/register"));
        things.put("POST /v1/departures/{controller}/release", () -> departure(leaving, "/release"));
        things.put("POST /v1/departures/{controller}/take-back", () -> departure(leaving, "/take-back"));
    }

    /** Of a controller of nobody's but this test's: far ahead, and taken back by nobody. */
    private Thing departure(String leaving, String act) {
        vendor.post("/v1/controllers", "{\"key\":\"poistuva\",\"legalName\":\"Poistuva Esimerkki Oy\"}");
        vendor.send(Service.CONSENT, "PUT", "/v1/departures/poistuva", leaving);
        return new Thing(vendor, "/v1/departures/poistuva" + act, "/v1/departures/nobody" + act, leaving);
    }

    private void catalogue() {
        at("GET /v1/controllers/{key}", () -> "kysely", "nobody");
        things.put("GET /v1/groups/{key}", () -> of(group, "/v1/groups/@", "telecom", "nobody"));
        things.put("GET /v1/arrangements/{key}", () -> of(group, "/v1/arrangements/@", "joint-newsletter", "nobody"));
        things.put("GET /v1/partners/{key}", () -> of(group, "/v1/partners/@", "partner-x", "nobody"));
        things.put(
                "GET /v1/purposes/{controller}/{key}",
                () -> of(vendor, "/v1/purposes/kysely/@", "product-updates", "nobody"));
        String mandate =
                "{\"processor\":\"mailer\",\"controller\":\"kysely\",\"purposes\":[\"newsletter\"],\"channels\":[\"EMAIL\"],"
                        + "\"rights\":[\"DECIDE\"],\"from\":\"2026-01-01T00:00:00Z\",\"until\":null}";
        at("GET /v1/mandates/{id}", () -> idOf(made("/v1/mandates", mandate)), uuid());
        at("PUT /v1/mandates/{id}", () -> idOf(made("/v1/mandates", mandate)), uuid(), mandate);
    }

    private void audit() {
        at("GET /v1/subjects/{id}/entries", this::logged, NO_SUBJECT);
        things.put(
                "GET /log/{log}/proof/inclusion",
                () -> of(vendor, "/log/@/proof/inclusion?event=" + loggedEvent(), log(), "nobody"));
        things.put(
                "GET /log/{log}/proof/consistency",
                () -> of(vendor, "/log/@/proof/consistency?from=1", log(), "nobody"));
    }

    private void extracts() {
        at("GET /v1/extracts/{id}", this::extract, uuid());
        at("POST /v1/extracts/{id}/release", this::extract, uuid());
        at("GET /v1/extracts/{id}/bundle", this::extract, uuid());
        at("GET /v1/extracts/{id}/cover-letter", this::extract, uuid());
        at("GET /v1/audience-checks/{id}", this::check, uuid());
        at("GET /v1/audience-checks/{id}/result", this::check, uuid());
        at("POST /v1/audience-checks/{id}/recheck", this::check, uuid());
    }

    private void at(String operation, Supplier<String> real, String madeUp) {
        at(operation, real, madeUp, "");
    }

    private void at(String operation, Supplier<String> real, String madeUp, String body) {
        String path = operation.substring(operation.indexOf(' ') + 1).replaceFirst("\\{[^}]*}", "@");
        things.put(operation, () -> new Thing(vendor, path.replace("@", real.get()), path.replace("@", madeUp), body));
    }

    private static Thing of(TenantCalls owner, String path, String real, String madeUp) {
        return new Thing(owner, path.replace("@", real), path.replace("@", madeUp), "");
    }

    private JsonNode consent() {
        Api.Answer given = lupa.as("marketing-tool", "kysely").gives(FirstPathIT.somebody(), "product-updates");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        return given.body();
    }

    private String subject() {
        return consent().path("subjectId").asText();
    }

    private String rightsRequest() {
        return idOf(
                made(
                        "/v1/rights-requests",
                        "{" + PERSON
                                + ",\"kind\":\"ACCESS\",\"receivedAt\":\"2026-11-01T10:00:00.000Z\",\"identity\":\"VERIFIED\"}"));
    }

    /** The request of an erasure that has kept proof. */
    private String erasure() {
        String address = FirstPathIT.somebody();
        lupa.as("marketing-tool", "kysely").gives(address, "product-updates");
        String id = idOf(
                made(
                        "/v1/rights-requests",
                        "{\"controller\":\"kysely\",\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"" + address
                                + "\"}],\"kind\":\"ERASURE\",\"receivedAt\":\"2026-11-01T10:00:00.000Z\",\"identity\":\"VERIFIED\"}"));
        made("/v1/rights-requests/" + id + "/complete", "{\"outcome\":\"GRANTED\"}");
        return id;
    }

    private String opening(String body) {
        return idOf(made("/v1/rights-requests/" + erasure() + "/proof-openings", body));
    }

    private String job() {
        Api.Answer answer = vendor.send(
                Service.CONSENT,
                "PUT",
                "/v1/suppression-lists/mine?controller=kysely&kind=OWN&asOf=2026-11-01&format=plain",
                "value;reason;since\nestetty@example.fi;MANUAL;2026-11-01\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String id = answer.body().path("id").asText();
        return id.isEmpty() ? answer.body().path("jobId").asText() : id;
    }

    private String extract() {
        String body = "{\"scope\":{\"subjectId\":\"" + logged()
                + "\"},\"requestReference\":\"D-2026-1\",\"legalBasis\":\"GDPR 58\",\"language\":\"fi\"}";
        Api.Answer asked = vendor.send(Service.AUDIT, "POST", "/v1/extracts", body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return idOf(asked.body());
    }

    private String check() {
        String place = vendor.begun(
                Service.PREFERENCE,
                "/v1/audience-checks?controller=kysely&purpose=product-updates&channel=EMAIL&type=EMAIL",
                "{\"value\":\"joku@example.fi\"}\n");
        String id = place.substring(place.lastIndexOf('/') + 1);
        Waiting.until(() -> vendor.get(Service.PREFERENCE, "/v1/audience-checks/" + id)
                .text()
                .contains("COMPLETE"));
        return id;
    }

    private String logged() {
        String subject = subject();
        Waiting.until(() -> vendor.get(Service.AUDIT, "/v1/subjects/" + subject + "/entries")
                .isSuccess());
        return subject;
    }

    private String loggedEvent() {
        return vendor.get(Service.AUDIT, "/v1/subjects/" + logged() + "/entries")
                .body()
                .at("/items/0/leaf/id")
                .asText();
    }

    private String log() {
        logged();
        return vendor.get(Service.AUDIT, "/v1/logs").body().at("/items/0/name").asText();
    }

    private JsonNode made(String path, String body) {
        return made(vendor, path, body);
    }

    private static JsonNode made(TenantCalls owner, String path, String body) {
        Api.Answer answer = owner.post(path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isIn(200, 201);
        return answer.body();
    }

    private static String idOf(JsonNode made) {
        return made.path("id").asText();
    }

    private static String lastOf(JsonNode path) {
        return path.asText().substring(path.asText().lastIndexOf('/') + 1);
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static String withoutTrace(Api.Answer answer) {
        return answer.status()
                + answer.text().replaceAll("\"traceId\":\"[^\"]*\"", "").replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
