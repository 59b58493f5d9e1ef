// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.permission.StateJson;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.key.Digests;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random histories of five addresses, all over HTTP into a real PostgreSQL: choices, objections and lifts by clients whose clocks are off by up to ten
 * minutes, things told weeks late, imports, merges, splits, requests sent again, lists, and identifier keys rotated in between. After each step no no is
 * lost; at the end the journal, folded from scratch, gives what is stored. The seed is printed; {@code -Dlupa.seed} repeats a run, {@code -Dlupa.histories}
 * and {@code -Dlupa.steps} make it longer.
 */
@QuarkusTest
class RandomHistoryTest {

    private static final int HISTORIES = Integer.getInteger("lupa.histories", 1);
    private static final int STEPS = Integer.getInteger("lupa.steps", 40);
    private static final int PEOPLE = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOLDERS = """
            SELECT DISTINCT jsonb_build_object('key', encode(i.key, 'hex'), 'subject', s.id, 'ref', i.ref, 'state', s.state)::text
            FROM identifier i JOIN subject s ON s.tenant = i.tenant AND s.id = i.subject WHERE i.tenant = ?""";

    @Inject
    IdentifierKeys keys;

    @Test
    void losesNoNoAndFoldsToWhatIsStored_whateverHappensInWhicheverOrder() {
        long seed = Long.getLong("lupa.seed", new Random().nextLong());
        System.out.println("histories over HTTP from -Dlupa.seed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            try (RotatedKeys rotated = new RotatedKeys(keys)) {
                new History(seed + i).happens(rotated);
            }
        }
    }

    /** One history, of a tenant of its own. */
    private final class History {

        private final long seed;
        private final Tenant tenant = Tenant.named();
        private final List<String> mails =
                Stream.generate(Body::anyMail).limit(PEOPLE).toList();
        private final Map<String, String> mailsByKey = new HashMap<>();
        private final Promises promises = new Promises();
        private final RandomActs acts;

        History(long seed) {
            this.seed = seed;
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            acts = new RandomActs(random, tenant, mails, promises, this::holders);
        }

        void happens(RotatedKeys rotated) {
            // Given
            tenant.fill();
            acts.liftOneOfTwo();
            holds("the beginning");
            for (int step = 0; step < STEPS; step++) {
                if (step == STEPS / 3 || step == 2 * STEPS / 3) {
                    rotated.rotate();
                }

                // When
                acts.any();

                // Then
                holds("step " + step);
            }
            JournalFold fold = new JournalFold(tenant, mailsByKey);
            assertThat(fold.differences()).as("seed %d", seed).isEmpty();
            assertThat(fold.facts()).isGreaterThan(STEPS / 3);
            Map<String, ?> once = fold.states();
            assertThat(fold.differences()).isEmpty();
            assertThat(fold.states()).isEqualTo(once);
            System.out.println("seed " + seed + ": " + fold.facts() + " facts, " + acts.taken());
        }

        private void holds(String when) {
            assertThat(promises.broken(holders()))
                    .as("seed %d, %s, so far %s", seed, when, acts.taken())
                    .isEmpty();
        }

        /** Who has each address now, by every key that it may be stored under. */
        private Map<String, Promises.Holder> holders() {
            nameKeys();
            Map<String, Promises.Holder> holders = new HashMap<>();
            for (String row : Stored.texts(tenant, HOLDERS)) {
                JsonNode holder = json(row);
                String mail = mailsByKey.get(holder.path("key").asText());
                assertThat(mail).as(row).isNotNull();
                holders.put(
                        mail,
                        new Promises.Holder(
                                holder.path("subject").asText(),
                                holder.path("ref").intValue(),
                                StateJson.read(holder.path("state").toString())));
            }
            return holders;
        }

        private void nameKeys() {
            Stored.texts(tenant, "SELECT DISTINCT domain::text FROM subject WHERE tenant = ?").stream()
                    .map(UUID::fromString)
                    .forEach(domain -> mails.forEach(mail -> keys.live(
                                    domain, IdentifierType.EMAIL, Digests.sha256(mail.getBytes(StandardCharsets.UTF_8)))
                            .forEach(key -> mailsByKey.put(HexFormat.of().formatHex(key.bytes()), mail))));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
