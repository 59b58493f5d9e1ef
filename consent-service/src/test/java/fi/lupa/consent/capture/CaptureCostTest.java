// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.WireLog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one capture costs PostgreSQL (docs/adr/0056): how many statements, and how often the service waits for their answers. The limits are what
 * was reached; who needs one more raises them here and says why. The statements stand in {@code target/capture-cost}.
 */
@QuarkusTest
class CaptureCostTest {

    /** Nothing but a request with an idempotency key asks this. */
    private static final String MARK = "FROM idempotency";

    private static final int WARM = 2;
    private static final int TIMES = 3;

    @Inject
    AgroalDataSource database;

    private final Tenant tenant = Tenant.named();
    private final WireLog wire = new WireLog();

    @BeforeEach
    void fill() {
        tenant.fill();
        // New connections: what the driver sends by name alone was parsed by none of them.
        database.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }

    @AfterEach
    void end() {
        wire.close();
    }

    @Test
    void staysWithinItsStatements_whenANewPersonConsents() throws IOException {
        // When
        WireLog.Sent sent = sent("new-person", () -> tenant.consent(yes(Body.anyMail())));

        // Then
        assertThat(sent.statements()).as(sent.toString()).hasSizeLessThanOrEqualTo(20);
        assertThat(sent.rounds()).as(sent.toString()).isLessThanOrEqualTo(5);
    }

    @Test
    void staysWithinItsStatements_whenAKnownPersonConsents() throws IOException {
        // Given
        String mail = Body.anyMail();

        // When
        WireLog.Sent sent = sent("known-person", () -> tenant.consent(yes(mail)));

        // Then
        assertThat(sent.statements()).as(sent.toString()).hasSizeLessThanOrEqualTo(22);
        assertThat(sent.rounds()).as(sent.toString()).isLessThanOrEqualTo(7);
    }

    @Test
    void staysWithinItsStatements_whenAKnownPersonWithdraws() throws IOException {
        // Given
        String mail = Body.anyMail();
        tenant.consent(yes(mail));

        // When
        WireLog.Sent sent =
                sent("withdrawal", () -> tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates")));

        // Then
        assertThat(sent.statements()).as(sent.toString()).hasSizeLessThanOrEqualTo(22);
        assertThat(sent.rounds()).as(sent.toString()).isLessThanOrEqualTo(10);
    }

    @Test
    void staysWithinItsStatements_whenTheSameRequestComesAgain() throws IOException {
        // Given
        Body body = yes(Body.anyMail());
        String key = UUID.randomUUID().toString();

        // When
        WireLog.Sent sent = sent("replay", () -> tenant.post("/v1/consents", body.map(), key));

        // Then
        assertThat(sent.statements()).as(sent.toString()).hasSizeLessThanOrEqualTo(5);
        assertThat(sent.rounds()).as(sent.toString()).isLessThanOrEqualTo(3);
    }

    private static Body yes(String mail) {
        return Body.ofMail(mail).give("product-updates", "EMAIL");
    }

    private WireLog.Sent sent(String name, Supplier<Response> request) throws IOException {
        for (int time = 0; time < WARM; time++) {
            assertThat(request.get().statusCode()).isEqualTo(201);
        }
        WireLog.Sent sent = wire.least(
                TIMES, MARK, () -> assertThat(request.get().statusCode()).isEqualTo(201));
        Path list = Files.createDirectories(Path.of("target", "capture-cost")).resolve(name + ".txt");
        Files.writeString(list, sent.toString());
        return sent;
    }
}
