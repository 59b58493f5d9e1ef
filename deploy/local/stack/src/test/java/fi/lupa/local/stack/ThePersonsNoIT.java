// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.stack.demo.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What lifts a person's no, and what does not, through HTTP from the form to the answer. */
class ThePersonsNoIT {

    private static final String OBJECTED = "DENY OBJECTED_MARKETING";
    private static final String WITHDRAWN = "DENY CONSENT_WITHDRAWN";

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");
    private final String email = FirstPathIT.somebody();

    @Test
    void beatsAnOlderConsentAndANewerImportedOne_whenItIsAnObjection() {
        // Given
        tool.gives(email, "product-updates");
        Api.Answer objected = tool.objects(email, "ALL_MARKETING");
        assertThat(answer("product-updates", objected)).isEqualTo(OBJECTED);

        // When
        Api.Answer imported = imports(Instant.now());

        // Then
        assertThat(imported.body().at("/records/0/effective").asBoolean()).isFalse();
        assertThat(imported.body().at("/records/0/because").asText()).isEqualTo("LATER_PROHIBITION");
        assertThat(answer("product-updates", imported)).isEqualTo(OBJECTED);
    }

    @Test
    void beatsImports_whateverDateTheyBear() {
        // Given
        tool.gives(email, "product-updates");
        Api.Answer withdrawn = tool.withdraws(email, "product-updates");
        assertThat(answer("product-updates", withdrawn)).isEqualTo(WITHDRAWN);
        Instant now = Instant.now();

        for (Instant at : new Instant[] {now.minus(Duration.ofDays(30)), now, now.plusSeconds(60)}) {
            // When
            Api.Answer imported = imports(at);

            // Then
            assertThat(imported.status()).as(imported.text()).isEqualTo(201);
            assertThat(imported.body().at("/records/0/effective").asBoolean()).isFalse();
            assertThat(answer("product-updates", imported)).isEqualTo(WITHDRAWN);
        }
    }

    @Test
    void isLiftedForWhatTheyNamedAndNoMore_whenThePersonConfirmsAFreshAct() throws Exception {
        // Given
        tool.gives(email, "product-updates");
        tool.objects(email, "ALL_MARKETING");

        // When
        Api.Answer given = tool.gives(email, "newsletter");
        assertThat(answer("newsletter", given)).isEqualTo(OBJECTED);
        FirstPathIT.confirm(given.body().path("confirmationLink").asText());

        // Then
        Waiting.until(
                () -> FirstPathIT.answer(tool.asks(email, "newsletter", null)).equals("ALLOW CONSENT_GIVEN"));
        assertThat(tool.answer(email, "product-updates", null)).isEqualTo(OBJECTED);
    }

    @Test
    void stands_whenAStrangerTypesTheAddressIntoAForm() {
        // Given
        tool.objects(email, "ALL_MARKETING");

        // When
        Api.Answer typed = tool.gives(email, "product-updates");

        // Then
        assertThat(typed.status()).isEqualTo(201);
        assertThat(typed.body().at("/records/0/state").asText()).isEqualTo("PENDING_CONFIRMATION");
        assertThat(typed.body().at("/records/0/effective").asBoolean()).isFalse();
        assertThat(answer("product-updates", typed)).isEqualTo(OBJECTED);
    }

    @Test
    void stands_whenANightlyJobPostsLastNightsTicksAgain() {
        // Given
        ObjectNode tick = tool.capture("WEB_CHECKBOX");
        tool.consent(email, tool.choice("product-updates", "GIVEN"), tick);
        tool.withdraws(email, "product-updates");

        // When
        ObjectNode again = tick.deepCopy();
        again.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        Api.Answer posted = tool.consent(email, tool.choice("product-updates", "GIVEN"), again);

        // Then
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.body().at("/records/0/effective").asBoolean()).isFalse();
        assertThat(posted.body().at("/records/0/because").asText()).isEqualTo("REPLAYED_ACT");
        assertThat(answer("product-updates", posted)).isEqualTo(WITHDRAWN);
    }

    private Api.Answer imports(Instant at) {
        String time = at.truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode capture = tool.capture("IMPORT_WITH_EVIDENCE");
        capture.put("actor", "STAFF").put("at", time);
        capture.putObject("original")
                .put("method", "WEB_CHECKBOX")
                .put("at", time)
                .put("system", "old-crm");
        return tool.consent(email, tool.choice("product-updates", "GIVEN"), capture);
    }

    private String answer(String purpose, Api.Answer written) {
        return tool.answer(email, purpose, FirstPathIT.revision(written));
    }
}
