// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** An officer of a test's tenant, who orders departures as one person and releases them as another. */
record Leaver(Tenant tenant) {

    static final String LONG_AGO = "2020-01-01T00:00:00.000Z";

    Response leaves(String controller, String endsAt) {
        return as("officer-1")
                .body(Map.of(
                        "endsAt",
                        endsAt,
                        "choice",
                        "RETURN_AND_DELETE",
                        "justification",
                        "The contract has ended, see 2026/7."))
                .put("/v1/departures/" + controller);
    }

    Response release(String person, String controller) {
        return as(person).post("/v1/departures/" + controller + "/release");
    }

    Response takeBack(String person, String controller) {
        return as(person).post("/v1/departures/" + controller + "/take-back");
    }

    Response departure(String controller) {
        return as("officer-1").get("/v1/departures/" + controller);
    }

    String state(String controller) {
        return departure(controller).jsonPath().getString("state");
    }

    RequestSpecification as(String person) {
        return Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin")
                        .with("sub", person))
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
