// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailServerAwayTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void sendsOnce_whenTheMailServerIsBack() {
        // Given
        ConsentStack.stack().mail().kill();
        try {
            tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL"));
            Await.until(() -> rows("status = 'WAITING' AND attempts > 1") == 1);
            Await.until(() -> RestAssured.get("/q/metrics")
                    .asString()
                    .lines()
                    .anyMatch(line ->
                            line.startsWith("lupa_confirmation_mails{state=\"waiting\"") && !line.endsWith(" 0.0")));
        } finally {
            // When
            ConsentStack.stack().mail().restart();
        }

        // Then
        Await.until(() -> rows("status = 'SENT' AND length(sealed) = 0") == 1);
        List<String> letters = new Letters(mail).await(1);
        assertThat(letters).hasSize(1);
    }

    private int rows(String condition) {
        return Stored.texts(tenant, "SELECT id::text FROM outgoing_mail WHERE tenant = ? AND " + condition)
                .size();
    }
}
