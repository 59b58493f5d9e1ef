// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every metric that docs/operations.md lists is shown by the services it names, and a real Prometheus has data for every query of the dashboards
 * and alerts, so none waits for what never comes. Where Prometheus is not installed the second is skipped, loudly; where LUPA_PROMETHEUS is set to
 * "required", as .ci/run does, it fails.
 */
class MetricsIT {

    private static final Path PAGE = Path.of(System.getProperty("lupa.root"), "docs", "operations.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\|[^|]+\\| ([a-z, ]+) \\|.+\\|$", Pattern.MULTILINE);
    private static final int NOT_INSTALLED = 3;
    private static final String NOBODYS = "{\"events\":[\"00000000-0000-7000-8000-000000000000\"]}";
    private static final Pattern SHOWN = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);
    private static final Path EVENTS = StartedStack.ROOT.resolve("deploy/prometheus/only-with-an-event.txt");
    private static final Pattern EVENT = Pattern.compile("^([a-z_]+) \\| .+$", Pattern.MULTILINE);

    private final StartedStack lupa = StartedStack.get();

    @Test
    void showsWhatThePageLists() throws IOException {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        tool.asks(FirstPathIT.somebody(), "product-updates", null);
        lupa.api().get("vendor-dpo", lupa.stack().url(Service.AUDIT) + "/v1/logs");
        lupa.api().post("vendor-dpo", lupa.stack().url(Service.CONSENT) + "/u/unknown", "");
        lupa.api().post("vendor-dpo", lupa.stack().url(Service.CONSENT) + "/v1/disclosures/read", NOBODYS);
        Set<String> onlyWithAnEvent = onlyWithAnEvent();
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();

        // Then
        assertThat(rows).hasSizeGreaterThan(30);
        for (Service service : Service.values()) {
            Set<String> expected = rows.stream()
                    .filter(row -> row.group(2).contains("all") || row.group(2).contains(service.database()))
                    .map(row -> row.group(1))
                    .filter(metric -> !onlyWithAnEvent.contains(metric))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> missing = new TreeSet<>();
            Waiting.until(() -> service.title() + " showing " + missing, () -> {
                missing.clear();
                missing.addAll(expected);
                missing.removeAll(shown(service));
                return missing.isEmpty();
            });
        }
    }

    @Test
    void hasDataForEveryQuery_askedByPrometheus() throws IOException, InterruptedException {
        // When
        Path output = Files.createTempFile("prometheus-check", ".txt");
        Process check = new ProcessBuilder(
                        StartedStack.ROOT.resolve("deploy/prometheus/check").toString(),
                        "--consent",
                        lupa.stack().url(Service.CONSENT),
                        "--preference",
                        lupa.stack().url(Service.PREFERENCE),
                        "--audit",
                        lupa.stack().url(Service.AUDIT),
                        "--token-url",
                        "http://127.0.0.1:" + lupa.stack().issuer().port() + "/lupa/token")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = check.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        check.destroy();
        String said = Files.readString(output);
        Files.delete(output);

        // Then
        System.out.println(said);
        assertThat(ended).as(said).isTrue();
        if (check.exitValue() == NOT_INSTALLED) {
            assertThat(System.getenv("LUPA_PROMETHEUS")).as(said).isNotEqualTo("required");
            System.err.println("SKIPPED: no query was asked, because Prometheus is not installed");
        }
        assumeThat(check.exitValue()).as(said).isNotEqualTo(NOT_INSTALLED);
        assertThat(check.exitValue()).as(said).isZero();
    }

    /** What appears with its first event, and nothing that goes well makes one. */
    private static Set<String> onlyWithAnEvent() throws IOException {
        return EVENT.matcher(Files.readString(EVENTS))
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    private Set<String> shown(Service service) {
        String text = lupa.api()
                .get("vendor-dpo", lupa.stack().url(service) + "/q/metrics")
                .text();
        return SHOWN.matcher(text).results().map(line -> line.group(1)).collect(Collectors.toSet());
    }
}
