// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
import fi.lupa.audit.witness.TestWitness;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Cosignatures under what is published; and that a witness who is away delays nothing and is missed. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class WitnessedLogTest {

    private static final String TENANT = "witnessed-vendor";
    private static final UUID TENANT_ID = TenantId.ofKey(TENANT).value();

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    TestWitness witness;

    @Test
    void goesOnWithoutAQuorumAndSaysSo_whileTheWitnessIsAway() {
        // Given
        log(1);
        await(() -> checkpoint().header("Lupa-Witness-Quorum").equals("REACHED"));
        long before = size(checkpoint());
        String witnessed = get("checkpoint/witnessed").asString();

        // When
        witness.away(true);
        log(2);

        // Then
        await(() -> size(checkpoint()) == before + 1);
        Response alone = checkpoint();
        assertThat(alone.header("Lupa-Witness-Quorum")).isEqualTo("MISSING");
        assertThat(alone.header("Access-Control-Expose-Headers")).isEqualTo("Lupa-Witness-Quorum");
        assertThat(get("checkpoint/witnessed").asString()).isEqualTo(witnessed);
        await(() -> metric("lupa_checkpoint_unwitnessed") >= 1);
        assertThat(health()).contains("\"name\": \"witnesses\"").contains("HTTP_503");
        assertThat(metric("lupa_checkpoint_refusing")).isZero();

        // And when it is back
        witness.away(false);
        await(() -> checkpoint().header("Lupa-Witness-Quorum").equals("REACHED"));
        await(() -> metric("lupa_checkpoint_unwitnessed") == 0);
    }

    @Test
    void isVerifiedByThePublishedPolicy_whenAWitnessHasCosigned() {
        // Given
        log(3);
        await(() -> size(get("checkpoint/witnessed")) >= 1);

        // When
        TrustPolicy policy = TrustPolicy.parse(get("policy").asString());
        SignedNote note = SignedNote.parse(get("checkpoint/witnessed").asByteArray());

        // Then
        NoteKey one = NoteKey.parse(witness.vkey());
        assertThat(policy.witnessKeys()).containsExactly(one);
        assertThat(policy.isMetBy(note.verifiedBy(List.of(one)))).isTrue();
        assertThat(policy.logs()).hasSize(1);
        assertThat(Checkpoint.verified(note, policy.logs().get(0).name(), policy.logs())
                        .root()
                        .size())
                .isPositive();
        assertThat(metric("lupa_witness_cosigned_total")).isPositive();
    }

    private void log(int number) {
        try (Topics topics = new Topics(kafka.bootstrapServers())) {
            topics.send(
                    Feed.FACTS, Facts.consent(TENANT_ID, 95_000 + number, Facts.subject(95_000 + number), 1, "kysely"));
        }
    }

    private static long size(Response note) {
        return note.statusCode() == 200 ? Long.parseLong(note.asString().split("\n", -1)[1]) : 0;
    }

    private Response checkpoint() {
        await(() -> get("checkpoint").statusCode() == 200);
        return get("checkpoint");
    }

    private Response get(String what) {
        await(() -> !name().isEmpty());
        return given().get("/log/" + name() + "/" + what);
    }

    private String name() {
        Map<String, Object> claims = Map.of(
                "tenant", TENANT,
                "controllers", List.of("kysely"),
                "scope", "audit:read",
                "azp", "console",
                "sub", "officer",
                "aud", "lupa");
        List<String> names = given().auth()
                .oauth2(issuer.mint(claims, Duration.ofMinutes(5)))
                .get("/v1/logs")
                .jsonPath()
                .getList("items.name");
        return names.isEmpty() ? "" : names.get(0);
    }

    private static String health() {
        return given().get("/q/health/well").asString();
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
