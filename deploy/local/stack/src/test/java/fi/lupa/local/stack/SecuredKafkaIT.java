// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All three services at a broker that speaks TLS only and asks for a password. A stack of its own. */
class SecuredKafkaIT {

    private static StartedStack lupa;

    @BeforeAll
    static void startStack() {
        lupa = StartedStack.own("secured-stack", Set.of(Variant.SECURED_KAFKA));
    }

    @AfterAll
    static void endStack() {
        lupa.close();
    }

    @Test
    void denies_afterAWithdrawal_andLogsIt() {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        String email = FirstPathIT.somebody();

        // When
        Api.Answer given = tool.gives(email, "product-updates");
        assertThat(tool.answer(email, "product-updates", FirstPathIT.revision(given)))
                .isEqualTo("ALLOW CONSENT_GIVEN");
        Api.Answer withdrawn = tool.withdraws(email, "product-updates");

        // Then
        assertThat(tool.answer(email, "product-updates", FirstPathIT.revision(withdrawn)))
                .isEqualTo("DENY CONSENT_WITHDRAWN");
        String entries = lupa.stack().url(Service.AUDIT) + "/v1/subjects/"
                + given.body().path("subjectId").asText() + "/entries";
        Waiting.until(() ->
                FirstPathIT.kinds(lupa.api().get("regulator-vendor", entries)).contains("consent.withdrawn"));
        Waiting.until(() -> isLogged("decision.minute"));
    }

    @Test
    void sendsNoPasswordToTheLog() throws Exception {
        String jaas = String.valueOf(lupa.stack().kafka().clientSettings().get("sasl.jaas.config"));
        String password = jaas.substring(jaas.indexOf("password=\"") + "password=\"".length(), jaas.lastIndexOf('"'));
        for (var log : lupa.logFiles()) {
            assertThat(Files.readString(log)).as(log.toString()).doesNotContain(password);
        }
    }

    /** Looks through all pages of the purpose. */
    private static boolean isLogged(String kind) {
        String url = lupa.stack().url(Service.AUDIT) + "/v1/entries?controller=kysely&purpose=product-updates";
        String cursor = "";
        while (cursor != null) {
            Api.Answer page = lupa.api().get("regulator-vendor", url + cursor);
            if (FirstPathIT.kinds(page).contains(kind)) {
                return true;
            }
            JsonNode next = page.body().path("next");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : null;
        }
        return false;
    }
}
