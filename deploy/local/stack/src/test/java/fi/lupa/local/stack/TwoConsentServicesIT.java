// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of consent-service on one database: both write, one relays, and the order of each person is kept (M1, M2). */
class TwoConsentServicesIT {

    private static final int PEOPLE = 4;
    private static final int WRITES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than the lock's session may be silent, so that a held holder has lost it. */
    private static final Duration HELD = Duration.ofSeconds(5);

    private final StartedStack lupa = StartedStack.get();
    private final ServiceProcess first = lupa.stack().service(Service.CONSENT);
    private final Caller throughFirst = lupa.as("marketing-tool", "kysely");
    private ServiceProcess second;
    private Caller throughSecond;

    @BeforeEach
    void startSecond() {
        lupa.calm();
        second = lupa.stack().addReplica(Service.CONSENT);
        throughSecond = throughFirst.through(second);
    }

    @AfterEach
    void endSecond() {
        second.stop();
        lupa.calm();
    }

    @Test
    void keepTheOrderOfEachPerson_whenBothWriteAboutTheSamePeople() {
        // Given
        List<String> people =
                IntStream.range(0, PEOPLE).mapToObj(i -> FirstPathIT.somebody()).toList();

        // When
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> writeAbout(people, throughFirst));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> writeAbout(people, throughSecond));
        one.join();
        other.join();

        // Then
        for (String email : people) {
            Api.Answer last = throughSecond.withdraws(email, "product-updates");
            assertThat(FirstPathIT.answer(throughFirst.asks(email, "product-updates", FirstPathIT.revision(last))))
                    .isEqualTo("DENY CONSENT_WITHDRAWN");
            assertLoggedInOrder(last.body().path("subjectId").asText(), 2 * WRITES + 1);
        }
    }

    @Test
    void goOn_whenEitherOfThemDies() {
        first.kill();
        assertWithdrawalIsSeen(throughSecond);
        first.restart();

        second.kill();
        assertWithdrawalIsSeen(throughFirst);
    }

    @Test
    void doNoHarm_whenOneWasHeldAndWakesAgain() {
        String email = FirstPathIT.somebody();
        Api.Answer given = throughFirst.gives(email, "product-updates");
        int facts = 1;
        for (Held held : List.of(new Held(first, throughSecond), new Held(second, throughFirst))) {
            // When
            held.process().pause();
            try {
                LockSupport.parkNanos(HELD.toNanos());
                assertWithdrawalIsSeen(held.others());
                held.others().withdraws(email, "product-updates");
                facts++;
            } finally {
                held.process().resume();
            }
            lupa.calm();
            throughFirst.withdraws(email, "product-updates");
            throughSecond.withdraws(email, "product-updates");
            facts += 2;
        }

        // Then
        assertLoggedInOrder(given.body().path("subjectId").asText(), facts);
        assertThat(FirstPathIT.answer(throughFirst.asks(email, "product-updates", null)))
                .isEqualTo("DENY CONSENT_WITHDRAWN");
    }

    private record Held(ServiceProcess process, Caller others) {}

    private static void writeAbout(List<String> people, Caller tool) {
        for (int round = 0; round < WRITES / 2; round++) {
            for (String email : people) {
                assertThat(tool.gives(email, "product-updates").status()).isEqualTo(201);
                assertThat(tool.withdraws(email, "product-updates").status()).isEqualTo(201);
            }
        }
    }

    /** What only this process has recorded is published, by whichever of the two relays now. */
    private static void assertWithdrawalIsSeen(Caller tool) {
        String email = FirstPathIT.somebody();
        Waiting.until(PATIENCE, () -> tool.gives(email, "product-updates").status() == 201);
        Waiting.until(PATIENCE, () -> tool.withdraws(email, "product-updates").status() == 201);
        Waiting.until(PATIENCE, () -> FirstPathIT.answer(tool.asks(email, "product-updates", null))
                .equals("DENY CONSENT_WITHDRAWN"));
    }

    /** The log has the person's facts once each, in the order in which they were committed. */
    private void assertLoggedInOrder(String subject, int facts) {
        String url = lupa.stack().url(Service.AUDIT) + "/v1/subjects/" + subject + "/entries?limit=1000";
        Waiting.until(PATIENCE, () -> revisions(url).size() >= facts);
        assertThat(revisions(url))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, facts).boxed().toList());
    }

    private List<Integer> revisions(String url) {
        List<Integer> revisions = new ArrayList<>();
        for (JsonNode item : lupa.api().get("regulator-vendor", url).body().path("items")) {
            revisions.add(item.at("/leaf/rev/revision").asInt());
        }
        return revisions;
    }
}
