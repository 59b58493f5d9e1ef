// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards, alert rules, the table of metrics and the sources say the same. */
class ObservabilityTest {

    private static final List<JsonNode> DASHBOARDS = Project.files("deploy/grafana/dashboards", ".json").stream()
            .map(Project::json)
            .toList();
    private static final JsonNode ALERTS =
            Project.yaml(Project.path("deploy/prometheus/alerts.yml")).get(0);
    private static final JsonNode SCRAPING =
            Project.yaml(Project.path("deploy/prometheus/prometheus.yml")).get(0);

    private final OperationsPage page = new OperationsPage();

    @Test
    void documentsEveryMeterOfTheSources() {
        // When
        List<String> undocumented = Meters.registered().stream()
                .filter(meter -> page.metrics().stream().noneMatch(metric -> Meters.isShownAs(meter, metric)))
                .toList();

        // Then
        assertThat(Meters.registered()).as("meters found at all").hasSizeGreaterThan(10);
        assertThat(undocumented)
                .as("meters without a row in the table of %s", OperationsPage.NAME)
                .isEmpty();
    }

    @Test
    void documentsNoMeterThatIsNotThere() {
        // When
        List<String> gone = page.metrics().stream()
                .filter(metric -> metric.startsWith("lupa_"))
                .filter(metric -> Meters.registered().stream().noneMatch(meter -> Meters.isShownAs(meter, metric)))
                .toList();

        // Then
        assertThat(gone).as("rows without a meter in the sources").isEmpty();
        assertThat(page.metrics()).doesNotHaveDuplicates();
    }

    @Test
    void asksOnlyForDocumentedMetrics() {
        // Given
        Set<String> known = new TreeSet<>(page.metrics());
        known.add("up");

        // When
        Set<String> asked = queries()
                .flatMap(query -> PromQl.metrics(query).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(known);
    }

    @Test
    void showsEveryMetricOfTheProduct() {
        // When
        Set<String> shown = expressions(DASHBOARDS.stream())
                .flatMap(query -> PromQl.metrics(query).stream())
                .collect(Collectors.toSet());

        // Then
        assertThat(page.metrics().stream().filter(metric -> metric.startsWith("lupa_")))
                .allMatch(shown::contains);
    }

    @Test
    void asksOnlyForLabelsThatExist() {
        // Given
        String decisions = "preference-service/src/main/java/fi/lupa/preference/decision/domain/";
        String outcomes = Project.text(decisions + "Outcome.java");
        String reasons = Project.text(decisions + "ReasonCode.java");

        // Then
        assertThat(labels("outcome")).isNotEmpty().allMatch(outcomes::contains);
        assertThat(labels("reason")).isNotEmpty().allMatch(reasons::contains);
        assertThat(labels("job")).isSubsetOf(jobs()).containsAll(Project.SERVICES);
    }

    @Test
    void leadsFromEachAlertToItsParagraph() {
        // Given
        List<JsonNode> rules = Project.members(ALERTS.get("groups"))
                .flatMap(group -> Project.members(group.get("rules")))
                .toList();

        // Then
        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            String runbook = rule.at("/annotations/runbook").asText();
            assertThat(runbook).startsWith(OperationsPage.NAME + "#");
            assertThat(page.anchors()).contains(runbook.substring(runbook.indexOf('#') + 1));
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        });
        assertThat(page.alerts())
                .isEqualTo(
                        rules.stream().map(rule -> rule.get("alert").asText()).collect(Collectors.toSet()));
    }

    @Test
    void seesEachAlertFire_andBeSilent() {
        // Given
        List<JsonNode> seen = Project.members(Project.yaml(Project.path("deploy/prometheus/alerts.test.yml"))
                        .get(0)
                        .get("tests"))
                .flatMap(test -> Project.members(test.get("alert_rule_test")))
                .toList();

        // Then
        assertThat(names(seen.stream().filter(one -> !one.get("exp_alerts").isEmpty())))
                .isEqualTo(page.alerts());
        assertThat(names(seen.stream().filter(one -> one.get("exp_alerts").isEmpty())))
                .isEqualTo(page.alerts());
    }

    @Test
    void leadsNowhere_onNoLinkOfThePage() {
        assertThat(page.anchors()).containsAll(page.ownLinks());
    }

    @Test
    void scrapesEachServiceAtItsPort() {
        assertThat(jobs()).containsExactlyInAnyOrderElementsOf(Project.SERVICES);
        assertThat(Project.members(SCRAPING.get("scrape_configs"))).allSatisfy(job -> {
            String service = job.get("job_name").asText();
            assertThat(job.at("/static_configs/0/targets/0").asText())
                    .isEqualTo(service + ":" + ServiceFacts.port(service));
            assertThat(job.get("metrics_path").asText()).isEqualTo("/q/metrics");
        });
    }

    @Test
    void givesEachDashboardAnIdOfItsOwn_andEachPanelItsPlace() {
        assertThat(DASHBOARDS.stream().map(board -> board.get("uid").asText())).doesNotHaveDuplicates();
        assertThat(DASHBOARDS).allSatisfy(board -> {
            assertThat(Project.members(board.get("panels"))
                            .map(panel -> panel.get("id").asInt()))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            assertThat(Project.members(board.get("panels"))
                            .map(panel -> panel.get("gridPos").toString()))
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void catchesAPlantedMetric() {
        assertThat(
                        PromQl.metrics(
                                "sum by (job, reason) (increase(lupa_made_up_total{reason=\"X\"}[10m] offset 10m)) > 0 or vector(0)"))
                .containsExactly("lupa_made_up_total");
        assertThat(PromQl.values("a{job=\"b\",reason!=\"c\"}", "job")).containsExactly("b");
    }

    private static Set<String> names(Stream<JsonNode> expectations) {
        return expectations
                .map(expectation -> expectation.get("alertname").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> labels(String label) {
        return queries()
                .flatMap(query -> PromQl.values(query, label).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> jobs() {
        return Project.members(SCRAPING.get("scrape_configs"))
                .map(job -> job.get("job_name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> queries() {
        return expressions(Stream.concat(DASHBOARDS.stream(), Stream.of(ALERTS)));
    }

    private static Stream<String> expressions(Stream<JsonNode> documents) {
        return documents.flatMap(document -> document.findValuesAsText("expr").stream());
    }
}
