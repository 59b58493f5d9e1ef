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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two processes of consent-service on one database: both write, one relays, and the order of each person is kept (M1, M2). The last test kills. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoConsentServicesIT {

    private static final int PEOPLE = 4;
    private static final int WRITES = 12;
    /** Longer than the lock's session may be silent, so that a held holder has lost it. */
    private static final Duration HELD = Duration.ofSeconds(5);

    private static StartedStack lupa;
    private static ServiceProcess first;
    private static ServiceProcess second;
    private static Caller throughFirst;
    private static Caller throughSecond;

    @BeforeAll
    static void startSecond() {
        lupa = StartedStack.get();
        first = lupa.stack().service(Service.CONSENT);
        second = lupa.stack().addReplica(Service.CONSENT);
        throughFirst = lupa.as("marketing-tool", "kysely");
        throughSecond = throughFirst.through(second);
    }

    @AfterAll
    static void endSecond() {
        second.stop();
        lupa.calm();
    }

    @Test
    @Order(1)
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
            Api.Answer last = withdraws(throughSecond, email);
            assertThat(throughFirst.answer(email, "product-updates", FirstPathIT.revision(last)))
                    .isEqualTo("DENY CONSENT_WITHDRAWN");
            assertLoggedInOrder(last.body().path("subjectId").asText(), 2 * WRITES + 1);
        }
    }

    @Test
    @Order(3)
    void goOn_whenEitherOfThemDies() {
        lupa.calm();
        first.kill();
        assertWithdrawalIsSeen(throughSecond);
        first.restart();

        second.kill();
        assertWithdrawalIsSeen(throughFirst);
    }

    @Test
    @Order(2)
    void doNoHarm_whenOneWasHeldAndWakesAgain() {
        String email = FirstPathIT.somebody();
        Api.Answer given = gives(throughFirst, email);
        int facts = 1;
        for (Held held : List.of(new Held(first, throughSecond), new Held(second, throughFirst))) {
            // When
            held.process().pause();
            try {
                LockSupport.parkNanos(HELD.toNanos());
                assertWithdrawalIsSeen(held.others());
                withdraws(held.others(), email);
                facts++;
            } finally {
                held.process().resume();
            }
            lupa.calm();
            withdraws(throughFirst, email);
            withdraws(throughSecond, email);
            facts += 2;
        }

        // Then
        assertLoggedInOrder(given.body().path("subjectId").asText(), facts);
        assertThat(throughFirst.answer(email, "product-updates", null)).isEqualTo("DENY CONSENT_WITHDRAWN");
    }

    private record Held(ServiceProcess process, Caller others) {}

    private static void writeAbout(List<String> people, Caller tool) {
        for (int round = 0; round < WRITES / 2; round++) {
            for (String email : people) {
                gives(tool, email);
                withdraws(tool, email);
            }
        }
    }

    private static Api.Answer gives(Caller tool, String email) {
        return written(() -> tool.gives(email, "product-updates"));
    }

    private static Api.Answer withdraws(Caller tool, String email) {
        return written(() -> tool.withdraws(email, "product-updates"));
    }

    /** A write that is refused because the part is away or busy has written nothing, so it is made again and counts once. */
    private static Api.Answer written(Supplier<Api.Answer> write) {
        List<Api.Answer> answers = new ArrayList<>();
        Waiting.until(() -> {
            answers.add(write.get());
            return answers.get(answers.size() - 1).status() == 201;
        });
        return answers.get(answers.size() - 1);
    }

    /** What only this process has recorded is published, by whichever of the two relays now. */
    private static void assertWithdrawalIsSeen(Caller tool) {
        String email = FirstPathIT.somebody();
        gives(tool, email);
        withdraws(tool, email);
        Waiting.until(() ->
                FirstPathIT.answer(tool.asks(email, "product-updates", null)).equals("DENY CONSENT_WITHDRAWN"));
    }

    /** The log has the person's facts once each, in the order in which they were committed. */
    private void assertLoggedInOrder(String subject, int facts) {
        String url = lupa.stack().url(Service.AUDIT) + "/v1/subjects/" + subject + "/entries?limit=1000";
        Waiting.until(() -> revisions(url).size() >= facts);
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
