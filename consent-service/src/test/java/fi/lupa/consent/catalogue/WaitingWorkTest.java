// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is waiting here is due in nine years, so that the jobs of the running service leave it alone. */
@QuarkusTest
class WaitingWorkTest {

    private static final TenantId BUSY = TenantId.ofKey("waiting-work");
    private static final TenantId IDLE = TenantId.ofKey("waiting-work-none");
    private static final String ID = "'01935d3e-0000-7000-8000-000000000001'";
    private static final String SUBJECT = "'sub_00000000000000000000000001'";
    private static final List<String> ROWS = List.of(
            "catalogue_stamp VALUES ($tenant, gen_random_uuid())",
            "identity_domain VALUES ($tenant, $id, now())",
            "subject VALUES ($tenant, $subject, $id, 'LIVE', null, 1, 2, '{}', 1, '3', now())",
            "job VALUES ($tenant, $id, 'IMPORT', 'c', 'tool', 'RUNNING', null, '{}', now(), now())",
            "deadline VALUES ($tenant, $id, $subject, $due, null)",
            "outgoing_mail (tenant, id, subject, sealed, status, recorded_at, changed_at, not_before)"
                    + " VALUES ($tenant, $id, $subject, '', 'WAITING', now(), now(), $due)",
            "succession VALUES ($tenant, $id, 'c', 'd', 'tool', now(), 0, '0', 0, null)",
            "notice_change VALUES ($tenant, $id, 'n', '2', '{c}', true, 'tool', now(), $due, 'WAITING', '', 0)",
            "departure VALUES ($tenant, $id, 'c', 'DELETE', 'made up for this test', 'tool', 'officer-1', now(), now(), now(), $due,"
                    + " null, null, null, null, null, null, 0)");
    private static final Map<WaitingWork, String> DONE = new EnumMap<>(Map.of(
            WaitingWork.IMPORTS, "UPDATE job SET status = 'DONE'",
            WaitingWork.DEADLINES, "UPDATE deadline SET due_at = due_at + interval '9 years'",
            WaitingWork.MAILS_TO_SEND, "UPDATE outgoing_mail SET not_before = not_before + interval '9 years'",
            WaitingWork.MAILS_TO_COUNT, "UPDATE outgoing_mail SET status = 'SENT'",
            WaitingWork.SUCCESSIONS, "DELETE FROM succession",
            WaitingWork.NOTICE_CHANGES, "UPDATE notice_change SET stage = 'DONE'",
            WaitingWork.DEPARTURES, "UPDATE departure SET destroys_at = destroys_at + interval '9 years'"));

    private final Instant inTenYears = Instant.now().plus(Duration.ofDays(3650));

    @Inject
    Tenants tenants;

    @BeforeAll
    static void seed() throws SQLException {
        asSuperuser(Stream.concat(
                        Stream.of("INSERT INTO catalogue_stamp VALUES ('" + IDLE
                                + "', gen_random_uuid()) ON CONFLICT DO NOTHING"),
                        ROWS.stream().map(row -> "INSERT INTO " + filled(row) + " ON CONFLICT DO NOTHING"))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheTenantsThatHaveSome(WaitingWork work) {
        assertThat(tenants.with(work, inTenYears)).contains(BUSY).doesNotContain(IDLE);
    }

    @ParameterizedTest
    @EnumSource
    void namesNoTenantWhoseWorkIsDoneOrNotDue(WaitingWork work) throws SQLException {
        asSuperuser(DONE.get(work) + " WHERE tenant = '" + BUSY + "'");
        try {
            assertThat(tenants.with(work, inTenYears)).doesNotContain(BUSY);
        } finally {
            asSuperuser(Stream.concat(
                            Stream.of("job", "deadline", "outgoing_mail", "succession", "notice_change", "departure")
                                    .map(table -> "DELETE FROM " + table + " WHERE tenant = '" + BUSY + "'"),
                            ROWS.stream().skip(3).map(row -> "INSERT INTO " + filled(row)))
                    .toArray(String[]::new));
        }
    }

    /** The role that asks for all tenants sees that there is something, and no more of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sealed FROM outgoing_mail",
                "SELECT subject FROM outgoing_mail",
                "SELECT subject FROM deadline",
                "SELECT counts FROM job",
                "SELECT controller FROM succession",
                "SELECT controllers FROM notice_change",
                "SELECT justification FROM departure",
                "SELECT stamp FROM catalogue_stamp"
            })
    void showsNothingOfTheWork(String look) throws SQLException {
        try (Connection relay = DriverManager.getConnection(
                        ConsentStack.stack().postgres().jdbcUrl(ConsentStack.database()),
                        "lupa_consent_relay",
                        "lupa_consent_relay");
                Statement statement = relay.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery(look)).hasMessageContaining("permission denied");
        }
    }

    @Test
    void asksAboutTheTimeOfTheClock() {
        assertThat(tenants.with(WaitingWork.DEADLINES)).doesNotContain(BUSY);
    }

    private static String filled(String row) {
        return row.replace("$tenant", "'" + BUSY + "'")
                .replace("$subject", SUBJECT)
                .replace("$id", ID)
                .replace("$due", "now() + interval '9 years'");
    }

    private static void asSuperuser(String... statements) throws SQLException {
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = superuser.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
