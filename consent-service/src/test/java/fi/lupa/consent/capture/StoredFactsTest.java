// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the running service writes into its journal keeps to the schemas of its contract. */
@QuarkusTest
class StoredFactsTest {

    private final Tenant tenant = Tenant.named();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void keepsToTheSchemas_whateverIsRecorded() {
        // Given
        String mail = Body.anyMail();
        tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL").with("contact", Map.of("kind", "CONSUMER")));
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL").by("BROWSER_SETTINGS"));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));
        tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling"));
        tenant.consent(Body.ofMail(mail).choose("NOT_ANSWERED", "customer-survey", "EMAIL"));
        Map<String, Object> objection = new HashMap<>(Body.ofMail(mail).map());
        objection.remove("choices");
        objection.putAll(Map.of("scope", "CHANNEL", "channel", "EMAIL"));
        tenant.post("/v1/objections", objection);

        // When
        List<ObjectNode> facts =
                Stored.facts(tenant).stream().map(StoredFactsTest::published).toList();
        List<ObjectNode> states =
                Stored.texts(tenant, "SELECT state::text FROM journal WHERE tenant = ? AND state IS NOT NULL").stream()
                        .map(StoredFactsTest::published)
                        .toList();

        // Then
        assertThat(facts)
                .extracting(fact -> fact.path("kind").textValue())
                .contains(
                        "contact.described",
                        "consent.requested",
                        "consent.given",
                        "consent.not-demonstrable",
                        "consent.withdrawn",
                        "consent.refused",
                        "consent.asked",
                        "objection.recorded");
        assertThat(facts)
                .allSatisfy(fact -> assertThat(Contract.findings("fact", fact)).isEmpty());
        assertThat(states).hasSize(7).allSatisfy(state -> assertThat(Contract.findings("state", state))
                .isEmpty());
    }

    /** As the relay publishes it: with epoch and xid, and a state with its identifiers, which are sealed in the journal. */
    private static ObjectNode published(String text) {
        ObjectNode published = Contract.object(text);
        published.put("epoch", 1).put("xid", "745");
        if (published.has("choices")) {
            published.putArray("identifiers");
        }
        return published;
    }
}
