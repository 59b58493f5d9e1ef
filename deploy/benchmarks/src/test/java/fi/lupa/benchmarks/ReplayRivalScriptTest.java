// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayRivalScriptTest {

    private static final String TENANT = "11111111-1111-4111-8111-111111111111";

    @Test
    void isTheStatementsOfOneWriteInTheirRoundTrips_newWhereTheTwoWritesDiffer() {
        // Given
        List<String> log = Stream.of(
                        List.of("2026-11-23 08:00:00.000 UTC [7] LOG:  checkpoint starting: time"),
                        write(71, "0aaaaaaa", "-1234567890123456789", "one"),
                        write(72, "0bbbbbbb", "-2234567890123456789", "two"))
                .flatMap(List::stream)
                .toList();

        // When
        List<List<LoggedStatement>> two = StatementLog.twoWrites(log);
        ReplayScript script = new ReplayScript(two.get(0), two.get(1));

        // Then
        String text = script.text(statement -> firstTypes(script, statement));
        assertThat(text.lines().skip(3))
                .containsExactly(
                        "\\startpipeline",
                        "BEGIN;",
                        "SELECT set_config('lupa.tenant', E'" + TENANT
                                + "', true), pg_try_advisory_xact_lock((E'-1234567' ||" + " :n::text)::bigint);",
                        "SELECT status FROM idempotency WHERE tenant = E'" + TENANT
                                + "' AND key = (E'k' || :n::text)::text;",
                        "\\endpipeline",
                        "\\startpipeline",
                        "SELECT pg_current_xact_id()::text;",
                        "INSERT INTO consent_record (tenant, id, body, supersedes, at) SELECT * FROM unnest(E'{"
                                + TENANT
                                + "}'::uuid[], (E'{0aaaaaaa-0000-7000-8000-' || :s::text || E'}')::uuid[],"
                                + " E'{\"{\\\\\"said\\\\\"\\u003A\\\\\"it''s so\\\\\",\\\\\"in\\\\\"\\u003Anull}\"}'::text[],"
                                + " E'{NULL}'::text[], E'{\"2026-11-23 08\\u003A00\\u003A00.12+00\"}'::timestamptz[]);",
                        "INSERT INTO idempotency (key, subject, location) VALUES ((E'k' || :n::text)::text,"
                                + " (E'sub_00000000000000' || :n::text)::text, NULL);",
                        "\\endpipeline",
                        "COMMIT;");
        assertThat(script.summary())
                .isEqualTo("7 statements in 3 round trips, with rows for [consent_record, idempotency]");
    }

    @Test
    void neverComesToTheSameNumberTwice_andKeepsItsLength() {
        // When
        String text = new ReplayScript(List.of(), List.of()).text(statement -> List.of());

        // Then
        Matcher numbers =
                Pattern.compile("n (\\d+) \\+ .* \\* (\\d+)\\) % (\\d+)").matcher(text);
        assertThat(numbers.find()).isTrue();
        BigInteger values = new BigInteger(numbers.group(3));
        assertThat(new BigInteger(numbers.group(2)).gcd(values)).isEqualTo(BigInteger.ONE);
        BigInteger least = new BigInteger(numbers.group(1));
        BigInteger greatest = least.add(values).subtract(BigInteger.ONE);
        assertThat(List.of(least.toString().length(), greatest.toString().length()))
                .containsOnly(12);
    }

    @Test
    void saysThatItIsNotPossible_whenTheLogLacksTheWrite() {
        List<String> cut = write(71, "0aaaaaaa", "-1234567890123456789", "one");
        List<String> whole = write(72, "0bbbbbbb", "-2234567890123456789", "two");
        List<String> log = Stream.concat(cut.subList(0, cut.size() - 1).stream(), whole.stream())
                .toList();

        assertThatThrownBy(() -> StatementLog.twoWrites(log))
                .isInstanceOf(NotPossibleException.class)
                .hasMessageContaining("tells of 1 whole consent writes");
        assertThatThrownBy(() -> StatementLog.twoWrites(List.of()))
                .isInstanceOf(NotPossibleException.class)
                .hasMessageContaining("tells of 0");
    }

    @Test
    void saysThatItIsNotPossible_whenTheTwoWritesAreOfDifferentStatements() {
        List<String> other = write(72, "0bbbbbbb", "-2234567890123456789", "two").stream()
                .map(line -> line.replace("SELECT status", "SELECT body"))
                .toList();
        List<String> log = Stream.concat(write(71, "0aaaaaaa", "-1234567890123456789", "one").stream(), other.stream())
                .toList();

        assertThatThrownBy(() -> StatementLog.twoWrites(log))
                .isInstanceOf(NotPossibleException.class)
                .hasMessageContaining("different statements");
    }

    @Test
    void leavesOutWhatWasRolledBack() {
        List<String> failed = write(71, "0aaaaaaa", "-1234567890123456789", "one").stream()
                .map(line -> line.replace("LOG:  execute S_4: SELECT pg_current_xact_id()::text", "ERROR:  canceled"))
                .toList();

        assertThatThrownBy(() -> StatementLog.twoWrites(failed)).hasMessageContaining("tells of 0");
    }

    @Test
    void guessesTypesByTheirLook_theLikeliestFirst() {
        assertThat(types("{" + TENANT + "}")).first().isEqualTo("uuid[]");
        assertThat(types("{\"\\\\x00ff\"}")).first().isEqualTo("bytea[]");
        assertThat(types("{1}")).first().isEqualTo("integer[]");
        assertThat(types("{-1234567890123456789}")).first().isEqualTo("bigint[]");
        assertThat(types("{NULL}")).contains("text[]", "uuid[]", "bytea[]");
        assertThat(types(TENANT)).containsExactly("");
    }

    private static List<String> types(String value) {
        return new ReplayedValue(Optional.of(value), Set.of()).types();
    }

    private static List<String> firstTypes(ReplayScript script, LoggedStatement statement) {
        return script.values(statement).stream()
                .map(value -> value.types().get(0))
                .toList();
    }

    /** As PostgreSQL 17 logs it with {@code log_statement = all}; what follows in a round trip begins with a line break. */
    private static List<String> write(int backend, String id, String lock, String who) {
        String key = who.equals("one") ? "k123456789012" : "k210987654321";
        return """
                LOG:  statement: BEGIN
                LOG:  execute <unnamed>: SELECT set_config('lupa.tenant', $1, true), pg_try_advisory_xact_lock($2)
                DETAIL:  Parameters: $1 = '%1$s', $2 = '%3$s'
                LOG:  execute S_3: \n\tSELECT status FROM idempotency\n\tWHERE tenant = $1 AND key = $2
                DETAIL:  Parameters: $1 = '%1$s', $2 = '%4$s'
                LOG:  execute S_4: SELECT pg_current_xact_id()::text
                LOG:  execute S_5/C_6: \n\tINSERT INTO consent_record (tenant, id, body, supersedes, at)\n\tSELECT * FROM unnest($1, $2, $3, $4, $5)
                DETAIL:  Parameters: $1 = '{%1$s}', $2 = '{%2$s-0000-7000-8000-000000000000}', $3 = '{"{\\"said\\":\\"it''s so\\",\\"in\\":null}"}', \
                $4 = '{NULL}', $5 = '{"2026-11-23 08:00:00.12+00"}'
                LOG:  execute S_7: \n\tINSERT INTO idempotency (key, subject, location) VALUES ($1, $2, $3)
                DETAIL:  Parameters: $1 = '%4$s', $2 = 'sub_00000000000000000000000%5$s', $3 = NULL
                LOG:  statement: COMMIT
                """.formatted(TENANT, id, lock, key, who)
                .lines()
                .map(line -> line.startsWith("\t") ? line : "2026-11-23 08:00:00.123 UTC [" + backend + "] " + line)
                .toList();
    }
}
