// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.TestPerson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two processes of preference-service: whoever is asked, the answer is the same (M7). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoPreferenceServicesIT {

    private static final int WRITES = 20;
    private static final String PURPOSE = "product-updates";

    private static StartedStack lupa;
    private static ServiceProcess second;
    private static Caller first;
    private static Caller other;

    @BeforeAll
    static void startSecond() {
        lupa = StartedStack.get();
        second = lupa.stack().addReplica(Service.PREFERENCE);
        first = lupa.as("marketing-tool", "kysely");
        other = first.asking(second);
    }

    @AfterAll
    static void endSecond() {
        second.stop();
    }

    @Test
    @Order(1)
    void answerTheSame_aboutEveryTestPerson() {
        assertThat(differences()).isEmpty();
    }

    /** The one that projects and the one that only follows see a write at once, when they are asked with its revision. */
    @Test
    @Order(2)
    void answerTheSame_rightAfterEachWrite() {
        String email = FirstPathIT.somebody();
        for (int write = 0; write < WRITES; write++) {
            boolean gives = write % 2 == 0;
            Api.Answer written = gives ? first.gives(email, PURPOSE) : first.withdraws(email, PURPOSE);
            String revision = FirstPathIT.revision(written);
            assertThat(List.of(other.answer(email, PURPOSE, revision), first.answer(email, PURPOSE, revision)))
                    .containsOnly(gives ? "ALLOW CONSENT_GIVEN" : "DENY CONSENT_WITHDRAWN");
        }
    }

    /** The process that the stack began with projected until now; the other takes that over, and the one that comes back knows what it missed. */
    @Test
    @Order(3)
    void answerTheSame_afterOneWasAwayAndCameBack() {
        // Given
        ServiceProcess away = lupa.stack().service(Service.PREFERENCE);
        String email = FirstPathIT.somebody();
        first.gives(email, PURPOSE);

        // When
        away.kill();
        Api.Answer withdrawn = first.withdraws(email, PURPOSE);
        assertThat(other.answer(email, PURPOSE, FirstPathIT.revision(withdrawn)))
                .isEqualTo("DENY CONSENT_WITHDRAWN");
        away.restart();

        // Then
        assertThat(first.answer(email, PURPOSE, FirstPathIT.revision(withdrawn)))
                .isEqualTo("DENY CONSENT_WITHDRAWN");
        assertThat(differences()).isEmpty();
    }

    private static List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (TestPerson person : TestPerson.all()) {
            JsonNode one = said(first, person);
            JsonNode another = said(other, person);
            if (!one.equals(another)) {
                differences.add(person.name() + ": " + one + " and " + another);
            }
        }
        return differences;
    }

    /** An answer without what is each answer's own: its id, its times, and the token of an unsubscribe link. */
    private static JsonNode said(Caller asked, TestPerson person) {
        List<Api.Answer> answers = new ArrayList<>();
        Waiting.until(() -> {
            answers.add(0, asked.decision(person.client(), person.question()));
            return answers.get(0).status() == 200;
        });
        ObjectNode body = answers.get(0).body().deepCopy();
        body.remove(List.of("decisionId", "asOf", "validUntil"));
        JsonNode link = body.at("/obligationDetails/LIST_UNSUBSCRIBE_HEADERS/List-Unsubscribe");
        if (!link.isMissingNode()) {
            body.withObject("/obligationDetails/LIST_UNSUBSCRIBE_HEADERS")
                    .put("List-Unsubscribe", link.asText().replaceAll("/u/[\\w-]{40,}", "/u/"));
        }
        return body;
    }
}
