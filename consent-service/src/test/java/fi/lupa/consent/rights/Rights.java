// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data protection officer of a test's tenant. */
record Rights(Tenant tenant) {

    Response receive(String kind, String identity, String mail) {
        return post(
                "/v1/rights-requests",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "kind",
                        kind,
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        identity,
                        "text",
                        "Poistakaa tietoni, terveisin Koe Henkilö"));
    }

    String received(String kind, String mail) {
        Response answer = receive(kind, "VERIFIED", mail);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("id");
    }

    Response complete(String id, Map<String, Object> body) {
        return post("/v1/rights-requests/" + id + "/complete", new HashMap<>(body));
    }

    Response erase(String mail) {
        Response done = complete(received("ERASURE", mail), Map.of("outcome", "GRANTED"));
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        return done;
    }

    Response post(String path, Object body) {
        return Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    Response get(String path, String accept, @Nullable String language) {
        RequestSpecification request = officer().accept(accept);
        return (language == null ? request : request.header("Accept-Language", language)).get(path);
    }

    Response head(String path) {
        return officer().head(path);
    }

    private RequestSpecification officer() {
        return Tenant.request(Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin"));
    }
}
