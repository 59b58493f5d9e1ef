// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The relay inside the service. */
@QuarkusTest
@QuarkusTestResource(ConsentStack.class)
class RelayServiceTest {

    @Test
    void becomesReadyAndShowsItsMetrics_whenDatabaseAndTopicsAgree() {
        // When
        RelayStand.await("ready and publishing", () -> {
            Response ready = get("/q/health/ready");
            return ready.statusCode() == 200
                    && ready.asString().contains("PUBLISHING")
                    && get("/q/metrics").asString().contains("lupa_relay_active 1.0");
        });
        String metrics = get("/q/metrics").asString();

        // Then
        assertThat(metrics)
                .contains("lupa_journal_horizon_age_seconds")
                .contains("lupa_relay_lag_rows")
                .contains("lupa_relay_lag_seconds");
        RelayStand.await("marks are counted too", () -> published() > 0);
    }

    private static double published() {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("lupa_relay_published_total{")
                        && line.contains("topic=\"lupa.permission-states.v1\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
