// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.serving.Topics;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.id.TenantId;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Officers of one tenant, and three waves of facts in its log. */
final class ExtractKit {

    static final String TENANT = "extract-vendor";
    static final int SECOND_WAVE_OF_KYSELY = 6;

    private static final UUID TENANT_ID = TenantId.ofKey(TENANT).value();
    private static final String CONTROLLERS = "kysely client-a";
    private static final int FILLERS = 290;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static @Nullable Waves logged;

    private final OidcIssuer issuer;
    private final String tenant;
    private final String controllers;

    ExtractKit(OidcIssuer issuer) {
        this(issuer, TENANT, CONTROLLERS);
    }

    ExtractKit(OidcIssuer issuer, String tenant, String controllers) {
        this.issuer = issuer;
        this.tenant = tenant;
        this.controllers = controllers;
    }

    /** When the log took in the first entry of the second and of the third wave, and one disclosure of subject 701. */
    record Waves(String second, String third, String disclosure) {}

    /** Logs the waves, unless a test of this process already has. */
    static synchronized void logOnce(Supplier<Waves> waves) {
        if (logged == null) {
            logged = waves.get();
        }
    }

    static Waves waves() {
        return Objects.requireNonNull(logged);
    }

    void logWavesOnce(KafkaBroker kafka, VaultStub vault) {
        logOnce(() -> logWaves(kafka, vault));
    }

    private Waves logWaves(KafkaBroker kafka, VaultStub vault) {
        sendCatalogue(kafka);
        List<Act> first = new ArrayList<>();
        for (int i = 0; i < FILLERS; i++) {
            first.add(Act.of(TENANT_ID, 70_000 + i, Facts.subject(710 + i), 1, i % 2 == 0 ? "kysely" : "client-a"));
        }
        send(kafka, vault, first);
        List<Act> second = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            second.add(Act.of(TENANT_ID, 71_000 + i, Facts.subject(701), i + 1, "kysely"));
            second.add(Act.of(TENANT_ID, 71_100 + i, Facts.subject(702), i + 1, i == 0 ? "kysely" : "client-a"));
        }
        second.add(Act.of(TENANT_ID, 71_200, Facts.subject(703), 1, "client-a"));
        second.add(Act.of(TENANT_ID, 71_300, Facts.subject(704), 1, "kysely"));
        second.add(Act.of(TENANT_ID, 71_301, Facts.subject(704), 2, "kysely"));
        send(kafka, vault, second);
        Act erasure = Act.erasure(TENANT_ID, 72_000, Facts.subject(704), 3);
        List<Act> third = List.of(
                erasure,
                Act.of(TENANT_ID, 72_001, Facts.subject(702), 4, "kysely"),
                Act.of(TENANT_ID, 71_400, Facts.subject(705), 1, "kysely"));
        send(kafka, vault, third);
        vault.answers(erasure.event(), "\"disclosures\":[]");
        for (int number : new int[] {71_300, 71_301}) {
            vault.answers(
                    Facts.id(number).toString(),
                    "\"missing\":\"ERASED\",\"erasedBy\":\"" + erasure.event()
                            + "\",\"destroyedAt\":\"2026-11-22T08:00:00.000Z\"");
        }
        vault.answers(Facts.id(71_400).toString(), "\"missing\":\"UNKNOWN\"");
        return new Waves(logged(second), logged(third), second.get(0).disclosure());
    }

    /** One entry about the controller, one about another: only the first is in an extract about the first. */
    private void sendCatalogue(KafkaBroker kafka) {
        long before = size();
        try (Topics topics = new Topics(kafka.bootstrapServers())) {
            for (String controller : List.of("kysely", "client-a")) {
                ObjectNode body = Facts.object("{\"key\":\"" + controller + "\",\"timeZone\":\"Europe/Helsinki\"}");
                int number = controller.equals("kysely") ? 73_001 : 73_002;
                Facts.Message message = Facts.catalogue("controller", controller, 1, body, number);
                ObjectNode entry = Facts.object(message.text()).put("tenant", TENANT_ID.toString());
                topics.send(
                        Feed.CATALOGUE,
                        message.withValue(entry.toString()).withKey(TENANT_ID + ":controller:" + controller + ":1"));
            }
        }
        await(() -> size() == before + 2);
    }

    private void send(KafkaBroker kafka, VaultStub vault, List<Act> acts) {
        long before = size();
        try (Topics topics = new Topics(kafka.bootstrapServers())) {
            acts.forEach(act -> topics.send(Feed.FACTS, act.message()));
        }
        acts.forEach(act -> vault.answers(act.event(), act.held()));
        await(() -> size() == before + acts.size());
    }

    long size() {
        Response logs = as("officer-1").get("/v1/logs");
        return logs.jsonPath().getList("items").isEmpty() ? 0 : logs.jsonPath().getLong("items[0].size");
    }

    /** The time at which the log took in the first of them: they were sent after all of the wave before were in. */
    private String logged(List<Act> acts) {
        List<String> events = acts.stream().map(Act::event).toList();
        List<Map<String, Object>> leaves = new ArrayList<>();
        for (String path = "/v1/entries?limit=1000"; !path.isEmpty(); path = "") {
            leaves.addAll(as("officer-1").get(path).jsonPath().getList("items.leaf"));
        }
        return leaves.stream()
                .filter(leaf -> events.contains(String.valueOf(leaf.get("id"))))
                .map(leaf -> String.valueOf(leaf.get("log")))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** Asks, releases, waits and fetches. */
    byte[] issued(String scope, String asking, String releasing) {
        String address = ask(asking, scope).header("Location");
        assertThat(post(releasing, address + "/release").statusCode()).isEqualTo(200);
        return bundle(asking, address);
    }

    /** Asks until the checkpoint is one that the witness came to in time: a busy machine may be slower than an extract waits. */
    BundleFile issuedAndWitnessed(String scope) {
        List<BundleFile> issued = new ArrayList<>();
        await(() -> {
            BundleFile bundle = BundleFile.of(issued(scope, "officer-1", "officer-2"));
            issued.add(bundle);
            return bundle.parts().keySet().stream().anyMatch(name -> name.endsWith("/checkpoint.cosigned"));
        });
        return issued.get(issued.size() - 1);
    }

    Response ask(String officer, String scope) {
        return post(
                officer,
                "/v1/extracts",
                "{\"scope\":" + scope
                        + ",\"requestReference\":\"TSV/1/2026\",\"legalBasis\":\"GDPR 58(1)(e)\",\"language\":\"fi\"}");
    }

    byte[] bundle(String officer, String address) {
        await(() -> !get(officer, address).jsonPath().getString("state").equals("PREPARING"));
        Response bundle = get(officer, address + "/bundle");
        assertThat(bundle.statusCode()).isEqualTo(200);
        assertThat(bundle.contentType()).startsWith("application/vnd.etsi.asic-e+zip");
        return bundle.asByteArray();
    }

    List<String> lines(String path) {
        return as("officer-1").get(path).jsonPath().getList("items.line");
    }

    String keys() {
        String log = as("officer-1").get("/v1/logs").jsonPath().getString("items[0].name");
        return given().get("/log/" + log + "/keys").asString();
    }

    Response get(String officer, String path) {
        return as(officer).get(path);
    }

    Response getAs(String home, String actsFor, String path) {
        return as(home, actsFor, "officer-2").get(path);
    }

    Response post(String officer, String path) {
        return as(officer).post(path);
    }

    Response postAs(String home, String actsFor, String path) {
        return as(home, actsFor, "officer-2").post(path);
    }

    Response post(String officer, String path, String body) {
        return as(officer).contentType("application/json").body(body).post(path);
    }

    private RequestSpecification as(String officer) {
        return as(tenant, controllers, officer);
    }

    private RequestSpecification as(String home, String actsFor, String officer) {
        Map<String, Object> claims = Map.of(
                "tenant",
                home,
                "controllers",
                List.of(actsFor.split(" ", -1)),
                "scope",
                "audit:read audit:extract",
                "azp",
                "console",
                "sub",
                officer,
                "aud",
                "lupa");
        return given().auth().oauth2(issuer.mint(claims, Duration.ofMinutes(5)));
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
