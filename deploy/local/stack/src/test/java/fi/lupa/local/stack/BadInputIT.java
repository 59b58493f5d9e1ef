// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets a clear error with a stable code, and nothing is stored. */
class BadInputIT {

    private static final int LARGE = 2_000_000;

    private final StartedStack lupa = StartedStack.get();

    /** A change of a body that would otherwise be taken, and what must come of it. */
    record Bad(
            String what,
            String from,
            String to,
            int status,
            @org.jspecify.annotations.Nullable String code) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> bodies() {
        return Stream.of(
                new Bad("unknown member", "\"recipient\"", "\"extra\":1,\"recipient\"", 400, "UNKNOWN_MEMBER"),
                new Bad("wrong time", "\"at\":\"", "\"at\":\"yesterday", 400, "INVALID_VALUE"),
                new Bad("time ahead", "\"at\":\"20", "\"at\":\"21", 422, "CAPTURE_TIME_IN_FUTURE"),
                new Bad("unknown purpose", "product-updates", "no-such-purpose", 422, "PURPOSE_UNKNOWN"),
                new Bad("unknown notice version", "\"1.1\"", "\"99\"", 422, "NOTICE_VERSION_UNKNOWN"),
                new Bad("e-mail without @", "@", "-at-", 422, "IDENTIFIER_INVALID"),
                new Bad(
                        "phone that is no number",
                        "\"type\":\"EMAIL\"",
                        "\"type\":\"PHONE\"",
                        422,
                        "IDENTIFIER_INVALID"),
                new Bad(
                        "identity code as address",
                        "bad@example.fi",
                        "131052-308T@example.fi",
                        422,
                        "IDENTIFIER_NOT_ACCEPTED"),
                new Bad(
                        "identity code in evidence",
                        "\"controlDefault\"",
                        "\"evidence\":{\"note\":\"hetu 131052-308T\"},\"controlDefault\"",
                        422,
                        "IDENTIFIER_NOT_ACCEPTED"),
                new Bad(
                        "no channels for a permission",
                        "\"channels\":[\"EMAIL\"]",
                        "\"channels\":[]",
                        422,
                        "CHANNEL_REQUIRED"),
                new Bad("malformed", "\"choices\":[", "\"choices\":[[[", 400, null),
                new Bad("not JSON", "{\"controller\"", "controller", 400, "MALFORMED_JSON"),
                new Bad(
                        "2 MB",
                        "\"controlDefault\"",
                        "\"evidence\":{\"note\":\"" + "x".repeat(LARGE) + "\"},\"controlDefault\"",
                        413,
                        "PAYLOAD_TOO_LARGE"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void refusesAndStoresNothing(Bad bad) throws SQLException {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        String body = tool.consentBody(
                        "bad@example.fi", tool.choice("product-updates", "GIVEN"), tool.capture("WEB_CHECKBOX"))
                .toString()
                .replace(bad.from(), bad.to());
        long before = rows();

        // When
        Api.Answer answer = lupa.api()
                .post(
                        "marketing-tool",
                        lupa.stack().url(Service.CONSENT) + "/v1/consents",
                        body,
                        Map.of("Idempotency-Key", "bad-" + bad.what().hashCode()));

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(bad.status());
        if (bad.code() != null) {
            assertThat(answer.body().path("code").asText()).isEqualTo(bad.code());
        }
        assertThat(answer.text()).doesNotContain("bad@example.fi", "131052-308T");
        assertThat(rows()).isEqualTo(before);
    }

    @org.junit.jupiter.api.Test
    void refuses_whenTheIdempotencyKeyIsMissing() {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        String body = tool.consentBody(
                        "bad@example.fi", tool.choice("product-updates", "GIVEN"), tool.capture("WEB_CHECKBOX"))
                .toString();

        // When
        Api.Answer answer = lupa.api().post("marketing-tool", lupa.stack().url(Service.CONSENT) + "/v1/consents", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_MISSING");
    }

    /** All rows of the consent database that a capture would write, seen by the superuser. */
    private long rows() throws SQLException {
        String sql =
                "SELECT (SELECT count(*) FROM subject) + (SELECT count(*) FROM journal WHERE kind <> 'consent.expired') + (SELECT count(*) FROM consent_record)"
                        + " + (SELECT count(*) FROM identifier) + (SELECT count(*) FROM idempotency) + (SELECT count(*) FROM act_memory)";
        try (Connection connection = lupa.stack().postgres().connect("consent");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
