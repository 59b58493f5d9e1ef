// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of("src/main/contract/openapi.yaml");
    private static final Path SERVED = Path.of("target/openapi-served.yaml");

    /** When this fails on purpose, the served document is the new contract: copy target/openapi-served.yaml and read the change. */
    @Test
    void servesTheCommittedDocument() throws IOException {
        // When
        String served = given().get("/q/openapi").asString();
        Files.writeString(SERVED, served);

        // Then
        assertThat(COMMITTED).content().isEqualTo(served);
    }
}
