// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class QuotaTest {

    private static final int REGISTERS = 1 << 14;
    private static final int LEAST = 100;

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final SecureRandom random = new SecureRandom();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Inject
    DistinctRecipients recipients;

    @Inject
    StateIndex index;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    /** A quota of a hundred. */
    private static final class Few implements QuotaConfig {

        @Override
        public int timesKnown() {
            return 5;
        }

        @Override
        public long least() {
            return LEAST;
        }

        @Override
        public double alarmAt() {
            return 0.5;
        }

        @Override
        public Duration exchange() {
            return Duration.ofDays(1);
        }
    }

    @Test
    void refusesWithAnHoursPatience_whenTheClientHasAskedAboutTooMany() {
        // Given
        try (World world = World.withCatalogue()) {
            String token = world.publish(world.consented("aino@example.fi"));
            byte[] full = new byte[REGISTERS];
            Arrays.fill(full, (byte) 40);
            recipients.learn(new DistinctRecipients.Key(world.tenant(), "curious-tool", recipients.today()), full);

            // When
            Response single = world.ask("curious-tool", "decision:read", "aino@example.fi", token);
            Response list = given().auth()
                    .oauth2(world.access("curious-tool", List.of(World.CONTROLLER), "decision:read"))
                    .contentType("application/x-ndjson")
                    .body("{\"value\":\"aino@example.fi\"}\n".getBytes(StandardCharsets.UTF_8))
                    .post("/v1/audience-checks?controller=kysely&purpose=newsletter&channel=EMAIL&type=EMAIL");
            Response another = world.ask("other-tool", "decision:read", "aino@example.fi", token);

            // Then
            assertThat(single.statusCode()).isEqualTo(429);
            assertThat(single.jsonPath().getString("code")).isEqualTo("RECIPIENT_QUOTA_EXCEEDED");
            assertThat(single.getHeader("Retry-After")).isEqualTo("3600");
            assertThat(list.statusCode()).isEqualTo(429);
            assertThat(list.getHeader("Retry-After")).isEqualTo("3600");
            assertThat(another.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void alarmsOnceBeforeItRefuses_andNeverCountsTheSameTwice() {
        // Given
        DistinctRecipients replica = replica();
        String same = handle();

        // When
        for (int i = 0; i < 1_000; i++) {
            replica.count(tenant, "tool", same);
        }
        ask(replica, LEAST * 6 / 10);

        // Then
        assertThat(meters.counter("lupa.quota.near").count()).isEqualTo(1);
        assertThat(meters.counter("lupa.quota.refused").count()).isZero();
        assertThatThrownBy(() -> ask(replica, LEAST)).isInstanceOf(ProblemException.class);
        assertThat(meters.counter("lupa.quota.near").count()).isEqualTo(1);
        assertThat(meters.counter("lupa.quota.refused").count()).isEqualTo(1);
    }

    @Test
    void countsWhatBothReplicasWereAsked_andRemembersItAfterARestart() {
        // Given
        DistinctRecipients one = replica();
        DistinctRecipients two = replica();
        ask(one, LEAST * 6 / 10);
        ask(two, LEAST * 6 / 10);
        QuotaExchange first = new QuotaExchange(writer, one, new Few());
        QuotaExchange second = new QuotaExchange(writer, two, new Few());

        // When
        first.exchange();
        second.exchange();
        first.exchange();
        DistinctRecipients restarted = replica();
        new QuotaExchange(writer, restarted, new Few()).exchange();

        // Then
        assertThatThrownBy(() -> one.refuseBeyond(tenant, "tool")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> two.refuseBeyond(tenant, "tool")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> restarted.refuseBeyond(tenant, "tool")).isInstanceOf(ProblemException.class);
        assertThatCode(() -> restarted.refuseBeyond(tenant, "another-tool")).doesNotThrowAnyException();
    }

    private DistinctRecipients replica() {
        return new DistinctRecipients(index, new Few(), InstantSource.system(), meters);
    }

    private void ask(DistinctRecipients replica, int different) {
        for (int i = 0; i < different; i++) {
            replica.count(tenant, "tool", handle());
        }
    }

    private String handle() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
