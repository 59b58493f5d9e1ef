// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.copy.RegisterCopies;
import fi.lupa.consent.copy.RegisterCopy;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a register is given that is larger than what fits between two: in pieces, of one moment, and never ended as if it were whole. */
@QuarkusTest
class RegisterStreamTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 300;
    private static final String OLDER_FACTS = """
            INSERT INTO journal (tenant, epoch, event_id, kind, subject, revision, payload, recorded_at)
            SELECT j.tenant, j.epoch, e.id, j.kind, j.subject, 1000 + n,
              jsonb_set(j.payload, '{id}', to_jsonb(e.id::text)) || jsonb_build_object('padding', repeat('x', 4000)), j.recorded_at
            FROM journal j, generate_series(1, 40) n, LATERAL (SELECT md5(j.event_id::text || n)::uuid AS id) e
            WHERE j.tenant = ? AND j.kind LIKE 'consent.%' RETURNING 'made'""";
    private static final String READING = """
            SELECT pid::text FROM pg_stat_activity
            WHERE ?::uuid IS NOT NULL AND datname = current_database() AND state = 'idle in transaction' AND usename = 'lupa_consent_app'
              AND state_change < now() - interval '1 second'""";

    /** How an answer in chunks ends that is whole (RFC 9112, 7.1). */
    private static final String WHOLE = "\r\n0\r\n\r\n";

    private final Tenant tenant = Tenant.named();
    private final Leaver officer = new Leaver(tenant);
    private final AskedRegisters registers = new AskedRegisters(tenant, officer);
    private final String mail = Body.anyMail();

    @Inject
    RegisterCopies copies;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI home;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void isOneMoment_waitsForWhoReadsIt_holdsUpNobody_andLeavesNothingOpenWhenBrokenOff() throws Exception {
        // Given
        many(MANY, 40);
        officer.leaves("kysely", "2099-01-01T00:00:00.000Z");

        // When: somebody reads no more and goes away
        int meanwhile;
        try (Socket gone = asked()) {
            gone.setSoLinger(true, 0);
            Await.until(() -> Stored.texts(tenant, READING).size() == 1);
            meanwhile = registers.of("kysely").statusCode();
        }
        Await.until(() -> Stored.texts(tenant, READING).isEmpty());
        // When: somebody reads slowly, and others write
        InputStream whole = unread();
        registers.give(mail, "kysely", "myohempi-viite");
        List<String> lines = read(whole);
        Await.until(() -> Stored.texts(tenant, READING).isEmpty());
        // When: the server cannot go on
        String torn;
        try (Socket doomed = asked()) {
            Await.until(() -> Stored.texts(tenant, READING).size() == 1);
            Stored.texts(tenant, READING.replace("pid::text", "pg_terminate_backend(pid)::text"));
            torn = new String(doomed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(meanwhile).isEqualTo(429);
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(last.path("people").asInt()).isEqualTo(MANY);
        assertThat(last.path("facts").asInt()).isEqualTo(MANY * 41);
        assertThat(lines).hasSize(MANY + 2).noneMatch(line -> line.contains(mail));
        assertThat(torn).contains("rekisteri-").doesNotContain("\"people\"").doesNotEndWith(WHOLE);
        assertThat(registers.of("kysely").asString()).contains(mail, "myohempi-viite");
        assertThat(registers.givenTo()).as("not who was refused").hasSize(4);
    }

    @Test
    void hasNoLastLine_whenItsTimeIsOver() {
        // Given
        many(60, 1);
        UUID domain = UUID.fromString(Stored.texts(tenant, "SELECT domain::text FROM subject WHERE tenant = ?")
                .get(0));
        RegisterCopy asked = new RegisterCopy(
                TenantId.ofKey(tenant.key()),
                "kysely",
                UUID.randomUUID(),
                domain,
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        OutputStream slow = new FilterOutputStream(taken) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                if (taken.size() == 0) {
                    Await.until(() -> Stored.texts(tenant, READING).size() == 1);
                    Await.until(() -> Stored.texts(tenant, READING).isEmpty());
                }
                taken.write(bytes, from, length);
            }
        };

        // When
        Throwable failure = catchThrowable(() -> copies.write(asked, slow));

        // Then
        assertThat(taken.toString(StandardCharsets.UTF_8))
                .contains("rekisteri-")
                .doesNotContain("\"people\"");
        assertThat(failure).isNotNull();
    }

    /** Asks for the register, and reads nothing of it yet. */
    private Socket asked() throws IOException {
        String ask = "GET " + AskedRegisters.path("kysely") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + officerToken() + "\r\n\r\n";
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), home.getPort());
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Begins to take the register, and waits until the server waits for this reader. */
    private InputStream unread() throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(home.resolve(AskedRegisters.path("kysely")))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + officerToken())
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        Await.until(() -> Stored.texts(tenant, READING).size() == 1);
        return answer.body();
    }

    private static List<String> read(InputStream body) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.length() > 300 ? line.substring(0, 300) : line)
                    .toList();
        }
    }

    private void many(int people, int older) {
        StringBuilder rows = new StringBuilder(
                "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language\n");
        for (int i = 0; i < people; i++) {
            rows.append("EMAIL;rekisteri-")
                    .append(i)
                    .append(
                            "@koe.example.fi;product-updates;EMAIL;REFUSED;DOUBLE_OPT_IN_LINK;2026-01-05T10:00:00.000Z;")
                    .append("newsletter-notice;1.1;fi\n");
        }
        Response taken = given().auth()
                .oauth2(tenant.tool().text())
                .contentType("text/csv; charset=utf-8")
                .body(rows.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?controller=kysely");
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        Await.until(() ->
                "DONE".equals(tenant.get(taken.header("Location")).jsonPath().getString("status")));
        assertThat(Stored.texts(tenant, OLDER_FACTS.replace("40", Integer.toString(older))))
                .hasSize(people * older);
    }

    private String officerToken() {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("rights:admin")
                .with("sub", "officer-1")
                .text();
    }
}
