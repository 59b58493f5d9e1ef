// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is reminded of what they have not confirmed, and that a letter that cannot be settled holds up no other. */
@QuarkusTest
class ReminderTest {

    private static final String ATTEMPTED =
            "SELECT status FROM outgoing_mail WHERE tenant = ? AND attempts > 0 ORDER BY id";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        fill(tenant);
    }

    private static void fill(Tenant tenant) {
        tenant.fill();
        tenant.admin("/v1/purposes", careful(1));
    }

    @Test
    void remindsOnce_ofWhatIsStillOpen() {
        // Given
        asks(tenant, mail);

        // When
        theRemindersAreDue(tenant, 1);
        Await.untilEqual(List.of("SENT", "SENT"), () -> attempted(tenant));
        List<String> letters = new Letters(mail).await(2);

        // Then
        assertThat(letters)
                .hasSize(2)
                .filteredOn(text -> text.contains("Muistutus"))
                .hasSize(1);
    }

    @Test
    void remindsNobodyWhoHasSaidNoSince() {
        // Given
        asks(tenant, mail);
        assertThat(tenant.post("/v1/objections", Objections.body(mail, "ALL_MARKETING"))
                        .statusCode())
                .isEqualTo(201);

        // When
        theRemindersAreDue(tenant, 1);
        Await.untilEqual(List.of("SENT", "DROPPED"), () -> attempted(tenant));

        // Then
        assertThat(new Letters(mail).await(1)).hasSize(1);
    }

    @Test
    void refusesASecondReminder() {
        // When, Then
        assertThat(tenant.adminAnswer("/v1/purposes", careful(2)).statusCode()).isEqualTo(400);
    }

    /** Of a letter whose fate cannot be written nobody knows whether it went out: it alone is left, and nobody gets it twice. */
    @Test
    void sendsTheOthersToo_whenOneCannotBeSettled() throws SQLException {
        // Given
        List<String> addresses = Stream.generate(Body::anyMail).limit(3).toList();
        addresses.forEach(address -> asks(tenant, address));
        Tenant other = Tenant.named();
        fill(other);
        asks(other, mail);
        superuser(
                "CREATE FUNCTION refuse_fate() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''made up''; END'");
        superuser("CREATE TRIGGER refuse_fate BEFORE UPDATE ON outgoing_mail FOR EACH ROW WHEN (old.status = 'SENDING'"
                + " AND new.id = '" + firstReminder() + "') EXECUTE FUNCTION refuse_fate()");
        try {
            // When
            theRemindersAreDue(tenant, 3);
            theRemindersAreDue(other, 1);

            // Then
            Await.untilEqual(List.of("SENT", "SENDING", "SENT", "SENT", "SENT", "SENT"), () -> attempted(tenant));
            Await.untilEqual(List.of("SENT", "SENT"), () -> attempted(other));
        } finally {
            superuser("DROP TRIGGER refuse_fate ON outgoing_mail");
            superuser("DROP FUNCTION refuse_fate");
        }
        for (String address : addresses) {
            assertThat(new Letters(address).await(2)).hasSize(2);
        }
    }

    private String firstReminder() {
        return Stored.texts(
                        tenant,
                        "SELECT id::text FROM outgoing_mail WHERE tenant = ? AND status = 'WAITING' ORDER BY outgoing_mail.id")
                .get(0);
    }

    /** Asks somebody to confirm, and returns when the letter is out. */
    private static void asks(Tenant tenant, String address) {
        int before = attempted(tenant).size();
        assertThat(tenant.consent(Body.ofMail(address).give("careful", "EMAIL")).statusCode())
                .isEqualTo(201);
        Await.until(() -> attempted(tenant).size() == before + 1);
        Await.until(() -> attempted(tenant).stream().allMatch("SENT"::equals));
    }

    private static List<String> attempted(Tenant tenant) {
        return Stored.texts(tenant, ATTEMPTED);
    }

    private static void theRemindersAreDue(Tenant tenant, int count) {
        assertThat(Stored.texts(
                        tenant,
                        "UPDATE outgoing_mail SET not_before = now() WHERE tenant = ? AND not_before > now()"
                                + " RETURNING id::text"))
                .hasSize(count);
    }

    private static Map<String, Object> careful(int reminders) {
        return Map.of(
                "controller",
                "kysely",
                "key",
                "careful",
                "category",
                "DIRECT_MARKETING",
                "channels",
                List.of("EMAIL"),
                "title",
                Map.of("fi", "Uutiskirje"),
                "doubleOptIn",
                true,
                "confirmWithin",
                "PT10M",
                "reminders",
                reminders);
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
