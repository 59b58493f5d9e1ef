// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** "What did you answer about me, and can you prove it?": from the answer to the entry in the log that vouches for it. */
class DecisionRecordIT {

    private final StartedStack lupa = StartedStack.get();

    @Test
    void isProvenAgainstTheLog_whenSomebodyAsksWhatWasAnswered() {
        // Given
        lupa.calm();
        Caller tool = lupa.as("marketing-tool", "kysely");
        String email = FirstPathIT.somebody();
        Api.Answer given = tool.gives(email, "product-updates");
        Api.Answer[] asked = new Api.Answer[1];
        Waiting.until(() -> {
            asked[0] = tool.asks(email, "product-updates", FirstPathIT.revision(given));
            return FirstPathIT.answer(asked[0]).equals("ALLOW CONSENT_GIVEN");
        });
        String decision = asked[0].body().path("decisionId").asText();

        // When
        Waiting.until(() -> !records(email, decision).isEmpty());
        JsonNode record = records(email, decision).get(0);

        // Then
        assertThat(record.toString()).doesNotContain(email);
        String root = Base64.getEncoder().encodeToString(rootOf(record));
        assertThat(root).isEqualTo(record.path("root").asText());
        Waiting.until(() -> !logged(record.path("event").asText()).isEmpty());
        JsonNode leaf = logged(record.path("event").asText()).get(0).path("leaf");
        assertThat(leaf.path("kind").asText()).isEqualTo("decision.minute");
        assertThat(leaf.at("/fact/root").asText()).as(leaf.toString()).isEqualTo(root);
        assertThat(find("toinen-" + email)).isEmpty();
    }

    private List<JsonNode> records(String email, String decision) {
        return find(email).stream()
                .filter(record -> record.path("line").asText().contains(decision))
                .toList();
    }

    private List<JsonNode> find(String email) {
        String body = "{\"controller\":\"kysely\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"" + email + "\"}}";
        Api.Answer found = lupa.api()
                .post("vendor-dpo", lupa.stack().url(Service.PREFERENCE) + "/v1/decision-records/lookup", body);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        return items(found.body().path("records"));
    }

    /** The entries with this event, among the newest pages of the purpose. */
    private List<JsonNode> logged(String event) {
        String next = lupa.stack().url(Service.AUDIT) + "/v1/entries?controller=kysely&purpose=product-updates";
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Api.Answer page = lupa.api().get("regulator-vendor", next + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            items(page.body().path("items")).stream()
                    .filter(item -> item.toString().contains(event))
                    .forEach(found::add);
            JsonNode following = page.body().path("next");
            cursor = following.isTextual() ? following.asText() : null;
        }
        return found;
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /** RFC 9162, 2.1.3.2. */
    private static byte[] rootOf(JsonNode record) {
        byte[] hash = sha256(new byte[] {0}, record.path("line").asText().getBytes(StandardCharsets.UTF_8));
        long node = record.path("index").asLong();
        long last = record.path("size").asLong() - 1;
        for (JsonNode step : record.path("path")) {
            byte[] sibling = Base64.getDecoder().decode(step.asText());
            if ((node & 1) == 1 || node == last) {
                hash = sha256(new byte[] {1}, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return hash;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
