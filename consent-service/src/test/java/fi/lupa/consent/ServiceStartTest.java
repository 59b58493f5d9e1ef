// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsentStack.class)
class ServiceStartTest {

    @Test
    void isLive_whenStarted() {
        // When
        Response live = get("/q/health/live");

        // Then
        assertThat(live.statusCode()).isEqualTo(200);
    }

    @Test
    void servesMetricsAndItsContract_whenStarted() {
        // When
        Response metrics = get("/q/metrics");
        Response openApi = get("/q/openapi");

        // Then
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(openApi.asString()).startsWith("---\nopenapi: 3.1");
    }
}
