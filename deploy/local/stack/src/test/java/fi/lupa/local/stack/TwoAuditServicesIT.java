// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of audit-service on one database: one takes in, the other stands by, and the log never forks (M12). Only with {@code -Pdrills}. */
class TwoAuditServicesIT {

    private static final String PURPOSE = "product-updates";
    private static final String GIVEN = "consent.given";
    private static final String WITHDRAWN = "consent.withdrawn";

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");
    private final ServiceProcess first = lupa.stack().service(Service.AUDIT);
    private ServiceProcess second;

    @BeforeEach
    void startSecond() {
        second = lupa.stack().addReplica(Service.AUDIT);
        Waiting.until(() -> is(first, "INGESTING") && is(second, "STANDING_BY"));
    }

    @AfterEach
    void endSecond() {
        second.stop();
        Waiting.until(() -> is(first, "INGESTING"));
    }

    @Test
    void keepOneLog_whenTheOneThatWritesIsHeldAndWakesAgain() {
        // Given
        Person person = new Person();
        person.gives();
        LogWitness witness = witness(first);
        Waiting.until(() -> witness.keepsACheckpointOver(person.subject, GIVEN));

        // When: longer than the session of the lock may be silent
        first.pause();
        try {
            person.withdraws();
            Waiting.until(() -> is(second, "INGESTING"));
            person.awaitLogged(second);
        } finally {
            first.resume();
        }
        Waiting.until(() -> is(first, "STANDING_BY"));
        person.gives();
        person.withdraws();

        // Then
        for (ServiceProcess asked : List.of(first, second)) {
            person.awaitLogged(asked);
            Waiting.until(witness.at(url(asked))::seesThatItOnlyGrew);
        }
        assertThat(person.log(first)).isEqualTo(person.log(second));
    }

    @Test
    void keepOneLog_whenTheOneThatWritesDies() {
        // Given
        Person person = new Person();
        person.gives();
        LogWitness witness = witness(second);
        Waiting.until(() -> witness.keepsACheckpointOver(person.subject, GIVEN));

        // When
        first.kill();
        person.withdraws();
        person.awaitLogged(second);
        first.restart();

        // Then
        Waiting.until(() -> is(first, "STANDING_BY"));
        person.gives();
        for (ServiceProcess asked : List.of(first, second)) {
            person.awaitLogged(asked);
            Waiting.until(witness.at(url(asked))::seesThatItOnlyGrew);
            Waiting.until(() -> witness.at(url(asked)).keepsACheckpointOver(person.subject, WITHDRAWN));
        }
    }

    private LogWitness witness(ServiceProcess asked) {
        return new LogWitness(
                StartedStack.ROOT, asked.directory().resolve("witness-" + asked.port()), lupa.api(), url(asked));
    }

    private boolean is(ServiceProcess process, String state) {
        return lupa.api()
                .get("vendor-dpo", url(process) + "/q/health/well")
                .text()
                .contains("\"" + state + "\"");
    }

    private static String url(ServiceProcess process) {
        return "http://127.0.0.1:" + process.port();
    }

    /** Somebody whose choices are counted. */
    private final class Person {

        private final String email = FirstPathIT.somebody();
        private String subject = "";
        private int facts;

        void gives() {
            recorded(tool.gives(email, PURPOSE));
        }

        void withdraws() {
            recorded(tool.withdraws(email, PURPOSE));
        }

        private void recorded(Api.Answer answer) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            subject = answer.body().path("subjectId").asText();
            facts++;
        }

        JsonNode log(ServiceProcess asked) {
            return lupa.api()
                    .get("regulator-vendor", url(asked) + "/v1/subjects/" + subject + "/entries")
                    .body()
                    .path("items");
        }

        /** Everything once and in order. */
        void awaitLogged(ServiceProcess asked) {
            Waiting.until(() -> log(asked).size() >= facts);
            assertThat(StreamSupport.stream(log(asked).spliterator(), false)
                            .map(item -> item.at("/leaf/rev/revision").asInt()))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, facts).boxed().toList());
        }
    }
}
