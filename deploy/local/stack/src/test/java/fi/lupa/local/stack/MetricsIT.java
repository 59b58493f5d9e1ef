// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every metric that docs/operations.md lists is shown by the services it names, so no dashboard or alert waits for one that never comes. */
class MetricsIT {

    private static final Path PAGE = Path.of(System.getProperty("lupa.root"), "docs", "operations.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\|[^|]+\\| ([a-z, ]+) \\|.+\\|$", Pattern.MULTILINE);
    private static final Pattern SHOWN = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);

    /** They appear with their first event, and nothing that goes well makes one. */
    private static final Set<String> ONLY_WITH_AN_EVENT = Set.of(
            "lupa_ingest_rejections_total",
            "lupa_ingest_ignored_total",
            "lupa_unsubscribe_total",
            "lupa_disclosures_read_total",
            "lupa_preference_centre_total",
            "lupa_mailbox_messages_total",
            "lupa_witness_cosigned_total",
            "lupa_witness_failed_total",
            "lupa_inbound_effect_seconds_count",
            "lupa_inbound_effect_seconds_sum",
            "lupa_inbound_effect_seconds_max",
            "jvm_gc_pause_seconds_count",
            "jvm_gc_pause_seconds_sum");

    private final StartedStack lupa = StartedStack.get();

    @Test
    void showsWhatThePageLists() throws IOException {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        tool.asks(FirstPathIT.somebody(), "product-updates", null);
        lupa.api().get("vendor-dpo", lupa.stack().url(Service.AUDIT) + "/v1/logs");
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();

        // Then
        assertThat(rows).hasSizeGreaterThan(30);
        for (Service service : Service.values()) {
            Set<String> expected = rows.stream()
                    .filter(row -> row.group(2).contains("all") || row.group(2).contains(service.database()))
                    .map(row -> row.group(1))
                    .filter(metric -> !ONLY_WITH_AN_EVENT.contains(metric))
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

    private Set<String> shown(Service service) {
        String text = lupa.api()
                .get("vendor-dpo", lupa.stack().url(service) + "/q/metrics")
                .text();
        return SHOWN.matcher(text).results().map(line -> line.group(1)).collect(Collectors.toSet());
    }
}
