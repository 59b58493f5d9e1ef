// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailboxTest {

    private static final AtomicBoolean FILLED = new AtomicBoolean();

    private final Tenant tenant = new Tenant(ConsentStack.MAILBOX_TENANT);
    private final String mail = Body.anyMail();

    @Inject
    ReadMailbox reader;

    @Inject
    MailboxesConfig config;

    @BeforeEach
    void fill() {
        if (FILLED.compareAndSet(false, true)) {
            tenant.fill();
        }
    }

    @Test
    void recordsTheNoInAMail_andMarksItOnlyThen() {
        // Given
        String subject = consented(mail);

        // When
        Postbox.put(Postbox.letter(mail, "Hei", "Lopettakaa nämä viestit!"));

        // Then
        Await.until(() -> scopes(subject).contains("ALL_MARKETING"));
        Await.until(() -> Postbox.isMarked(mail, Flags.Flag.SEEN));
        assertThat(Stored.found("Lopettakaa nämä viestit")).isEmpty();
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("lupa_mailbox_messages_total{understood=\"STOP\"", "lupa_inbound_effect_seconds_count{");
    }

    @Test
    void recordsItOnce_whenItIsReadAgainAfterACrash() throws Exception {
        // Given
        String subject = consented(mail);
        Postbox.put(Postbox.letter(mail, "Hei", "Stop"));
        Await.until(() -> scopes(subject).contains("ALL_MARKETING"));
        Await.until(() -> Postbox.isMarked(mail, Flags.Flag.SEEN));
        List<String> before = factsOf(subject);

        // When
        forgetHowFar();
        Postbox.put(Postbox.letter(mail, "Hei", "Stop"));
        while (reader.read("koe", Objects.requireNonNull(config.boxes().get("koe")))) {
            assertThat(before).isNotEmpty();
        }

        // Then
        assertThat(factsOf(subject)).isEqualTo(before);
    }

    @Test
    void goesOn_whateverSomebodyHasSent() {
        // Given
        String subject = consented(mail);
        String other = Body.anyMail();

        // When
        Postbox.put(new byte[] {0, 1, 2, (byte) 0xFF, 13, 10, 13, 10, 7});
        Postbox.put("From: <not an address\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--y\nstop\n");
        Postbox.put("From: " + other
                + "\nSubject: =?no-such?Q?=FF=?=\nContent-Type: text/plain; charset=\"none such\"\n\nstop\n");
        Postbox.put("From: a@b@c\nSubject: stop\n\nstop\n");
        Postbox.put(Postbox.letter("suuri@koe.example.fi", "Iso", "x".repeat(300_000)));
        Postbox.put(Postbox.letter(mail, "Hei", "Stop"));

        // Then
        Await.until(() -> scopes(subject).contains("ALL_MARKETING"));
        Await.until(() -> Postbox.isMarked("suuri@koe.example.fi", Flags.Flag.FLAGGED));
    }

    @Test
    void leavesToAPersonWhatItDoesNotUnderstand_andTakesNoQuotedWordForTheirs() {
        // Given
        String subject = consented(mail);
        String answer = """
                Kiitos, tulen mielelläni!

                > Hei! Jos haluat peruuttaa tilauksen, vastaa STOP.
                """;

        // When
        Postbox.put(Postbox.letter(mail, "Re: Lopeta tilaus", answer));

        // Then
        Await.until(() -> Postbox.isMarked(mail, Flags.Flag.FLAGGED));
        assertThat(scopes(subject)).isEmpty();
    }

    @Test
    void takesNoAbsenceForAWord() {
        // Given
        String subject = consented(mail);

        // When
        Postbox.put("Auto-Submitted: auto-replied\n" + Postbox.letter(mail, "Poissa", "Stop: en ole paikalla."));

        // Then
        Await.until(() -> Postbox.isMarked(mail, Flags.Flag.SEEN));
        assertThat(scopes(subject)).isEmpty();
    }

    @Test
    void saysWhichMailboxIsAway_andIsReadyAllTheSame() {
        // When
        Await.until(() -> health().containsKey("poissa.notReadSince"));

        // Then
        assertThat(health()).doesNotContainKey("koe.notReadSince").containsEntry("configured", 2);
        assertThat(RestAssured.get("/q/metrics").asString()).contains("lupa_mailbox_behind_seconds");
    }

    private static Map<String, Object> health() {
        return RestAssured.get("/q/health/ready").jsonPath().getMap("checks.find { it.name == 'mailboxes' }.data");
    }

    private String consented(String address) {
        Response given = tenant.consent(Body.ofMail(address).give("product-updates", "EMAIL"));
        assertThat(given.statusCode()).as(given.asString()).isEqualTo(201);
        return given.jsonPath().getString("subjectId");
    }

    private List<String> scopes(String subject) {
        return tenant.get("/v1/subjects/" + subject).jsonPath().getList("objections.scope");
    }

    private List<String> factsOf(String subject) {
        return Stored.facts(tenant).stream()
                .filter(fact -> fact.contains(subject))
                .toList();
    }

    private static void forgetHowFar() throws SQLException {
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE mailbox_cursor SET uid = 0 WHERE mailbox = 'koe'");
        }
    }
}
