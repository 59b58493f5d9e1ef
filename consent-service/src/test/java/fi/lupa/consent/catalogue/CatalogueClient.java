// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static io.restassured.RestAssured.given;

import fi.lupa.consent.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** An administrator of one tenant, over HTTP. */
record CatalogueClient(String token) {

    static CatalogueClient of(String tenant, String... controllers) {
        return new CatalogueClient(tokens(tenant, controllers)
                .scopes("catalogue:read", "catalogue:admin")
                .text());
    }

    static Tokens tokens(String tenant, String... controllers) {
        return Tokens.of("admin").tenant(tenant).controllers(controllers);
    }

    Response post(String path, Object body) {
        return request().body(body).post(path);
    }

    Response put(String path, Object body) {
        return request().body(body).put(path);
    }

    Response putIfMatch(String path, String tag, Object body) {
        return request().header("If-Match", tag).body(body).put(path);
    }

    Response get(String path) {
        return request().get(path);
    }

    Response createController(String key) {
        return post("/v1/controllers", Map.of("key", key, "legalName", "Esimerkki Oy"));
    }

    private RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
