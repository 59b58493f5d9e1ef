// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests fit together and name only settings that the services know. What a cluster would say is not asked here. */
class KubernetesTest {

    private static final Pattern TOPIC =
            Pattern.compile("^topic \"\\$LUPA_KAFKA_TOPIC_PREFIX\"(\\.\\S+) \"\\$(\\w+)\"$", Pattern.MULTILINE);
    private static final Pattern DEFINED = Pattern.compile("return prefix \\+ \"(\\.[^\"]+)\"");

    /** The seal of extracts, and what belongs to the pages: no business of a job that migrates. */
    private static final Set<String> NOT_FOR_JOBS = Set.of(
            "LUPA_AUDIT_EXTRACTS_SEAL_KEY",
            "LUPA_AUDIT_EXTRACTS_SEAL_CERTIFICATE",
            "LUPA_AUDIT_PAGES_ENABLED",
            "LUPA_AUDIT_PAGES_CLIENT_SECRET",
            "LUPA_AUDIT_PAGES_SESSION_SECRET");

    private final Manifests base = Manifests.of("deploy/kubernetes/base");

    @ParameterizedTest
    @ValueSource(strings = {"consent-service", "preference-service", "audit-service"})
    void reachesEachServiceAtItsPort(String name) {
        // Given
        JsonNode container = Manifests.container(base.the("Deployment", name));
        JsonNode service = base.the("Service", name).get("spec");

        // Then
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(ServiceFacts.port(name));
        assertThat(service.at("/ports/0/port").asInt()).isEqualTo(ServiceFacts.port(name));
        assertThat(service.at("/ports/0/targetPort").asText())
                .isEqualTo(container.at("/ports/0/name").asText());
        assertThat(base.the("NetworkPolicy", name + "-callers")
                        .at("/spec/ingress/0/ports/0/port")
                        .asInt())
                .isEqualTo(ServiceFacts.port(name));
        for (String probe : List.of("startup:started", "liveness:live", "readiness:ready")) {
            JsonNode get = container
                    .get(probe.substring(0, probe.indexOf(':')) + "Probe")
                    .get("httpGet");
            assertThat(get.get("path").asText()).isEqualTo("/q/health/" + probe.substring(probe.indexOf(':') + 1));
            assertThat(get.get("port").asText()).isEqualTo("http");
        }
    }

    @Test
    void selectsOnlyPodsThatAreThere() {
        // Given
        List<JsonNode> pods = base.workloads()
                .map(load -> load.at("/spec/template/metadata/labels"))
                .toList();

        // Then
        assertThat(base.selectors()).hasSizeGreaterThan(10).allSatisfy(selector -> assertThat(pods)
                .as("pods for %s", selector)
                .anyMatch(labels -> Manifests.contains(labels, selector)));
        assertThat(base.all("Deployment")).allSatisfy(deployment -> assertThat(Manifests.contains(
                        deployment.at("/spec/template/metadata/labels"), deployment.at("/spec/selector/matchLabels")))
                .isTrue());
    }

    @Test
    void givesEveryDeploymentItsBudget_andTheAutoscalerItsTarget() {
        Set<String> deployments = base.names("Deployment");
        assertThat(deployments).containsExactlyInAnyOrderElementsOf(Project.SERVICES);
        assertThat(base.names("PodDisruptionBudget")).isEqualTo(deployments);
        assertThat(base.all("HorizontalPodAutoscaler"))
                .extracting(scaler -> scaler.at("/spec/scaleTargetRef/name").asText())
                .containsExactly("preference-service");
    }

    @Test
    void refersOnlyToDeclaredKeys_andDeclaresNoOther() {
        // Given
        Set<String> declared = Project.yaml(Project.path("deploy/kubernetes/secrets.example.yaml")).stream()
                .flatMap(secret -> secret.get("stringData").properties().stream()
                        .peek(entry -> assertThat(entry.getValue().asText())
                                .as("no value")
                                .isEmpty())
                        .map(entry -> secret.at("/metadata/name").asText() + "/" + entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        Set<String> referred = base.workloads().flatMap(Manifests::secretKeys).collect(Collectors.toSet());
        assertThat(referred).isEqualTo(declared);
        assertThat(base.workloads().flatMap(Manifests::configMaps)).isSubsetOf(base.configMaps());
        assertThat(base.workloads().flatMap(Manifests::claims)).isSubsetOf(base.names("PersistentVolumeClaim"));
    }

    @Test
    void setsOnlyWhatTheServicesKnow_andAllTheyNeed() {
        base.workloads().filter(load -> image(load).startsWith("lupa/")).forEach(load -> {
            String service = image(load).substring("lupa/".length());
            Set<String> variables = base.variables(load);
            variables.remove("JAVA_TOOL_OPTIONS");
            assertThat(variables)
                    .allMatch(variable -> ServiceFacts.knows(service, variable), "is a setting of " + service);
            Set<String> needed = ServiceFacts.needed(service);
            // The migrator's password is in the migration's job alone, which in turn has no business with the seal and
            // the pages.
            needed.remove("QUARKUS_FLYWAY_PASSWORD");
            if (load.get("kind").asText().equals("Job")) {
                assertThat(variables).doesNotContainAnyElementsOf(NOT_FOR_JOBS);
                needed.removeAll(NOT_FOR_JOBS);
            }
            assertThat(variables).as(load.at("/metadata/name").asText()).containsAll(needed);
        });
    }

    @Test
    void mountsEachKeyWhereItsSettingSays() {
        base.workloads().filter(load -> image(load).startsWith("lupa/")).forEach(load -> {
            Set<String> mounted = load.findValues("items").stream()
                    .flatMap(Project::members)
                    .map(item -> "/etc/lupa/keys/" + item.get("path").asText())
                    .collect(Collectors.toSet());
            Set<String> named = Project.members(Manifests.container(load).get("env"))
                    .map(variable -> variable.path("value").asText())
                    .filter(value -> value.startsWith("/"))
                    .collect(Collectors.toSet());
            assertThat(named).isNotEmpty().isEqualTo(mounted);
        });
    }

    @Test
    void speaksToTheBrokerByTls_withAUserOfEachServicesOwn() {
        JsonNode settings = base.the("ConfigMap", "lupa-settings").get("data");
        assertThat(settings.get("KAFKA_SECURITY_PROTOCOL").asText()).isEqualTo("SASL_SSL");
        assertThat(settings.get("KAFKA_SSL_TRUSTSTORE_TYPE").asText()).isEqualTo("PEM");
        assertThat(base.workloads()).allSatisfy(load -> {
            String name = load.at("/metadata/name").asText();
            String user = name.substring(0, name.contains("-") ? name.indexOf('-') : name.length());
            assertThat(Manifests.secretKeys(load))
                    .contains("lupa-" + user + "-kafka/jaas-config", "lupa-kafka-ca/ca.pem")
                    .filteredOn(key -> key.endsWith("/jaas-config"))
                    .hasSize(1);
            assertThat(base.variables(load)).contains("KAFKA_SASL_JAAS_CONFIG", "KAFKA_SSL_TRUSTSTORE_CERTIFICATES");
        });
    }

    /** The only calls between services: an extract's disclosures, and what was answered about its person (ADR 0051). */
    @Test
    void letsAuditServiceAskForExtracts_andNoOtherServiceAskAny() {
        // Given
        JsonNode settings = base.the("ConfigMap", "audit-service-settings").get("data");
        URI consent =
                URI.create(settings.get("LUPA_AUDIT_EXTRACTS_CONSENT_SERVICE").asText());
        URI preference = URI.create(
                settings.get("LUPA_AUDIT_EXTRACTS_PREFERENCE_SERVICE").asText());
        String[] calls = {
            "audit-service > consent-service:" + ServiceFacts.port("consent-service"),
            "audit-service > preference-service:" + ServiceFacts.port("preference-service")
        };

        // Then
        assertThat("audit-service > " + consent.getAuthority()).isEqualTo(calls[0]);
        assertThat("audit-service > " + preference.getAuthority()).isEqualTo(calls[1]);
        assertThat(base.reaches("Egress")).containsExactlyInAnyOrder(calls);
        assertThat(base.reaches("Ingress")).containsExactlyInAnyOrder(calls);
    }

    @Test
    void runsNothingAsRoot_andLetsNothingWriteItsImage() {
        assertThat(base.workloads()).hasSize(6).allSatisfy(load -> {
            JsonNode pod = load.at("/spec/template/spec");
            JsonNode rules = Manifests.container(load).get("securityContext");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.get("automountServiceAccountToken").asBoolean()).isFalse();
            assertThat(rules.get("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(rules.get("allowPrivilegeEscalation").asBoolean()).isFalse();
            assertThat(rules.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(Manifests.container(load).at("/resources/limits/memory").asText())
                    .isNotEmpty();
        });
    }

    private static String kindOf(String topic) {
        if (topic.contains("events")) {
            return "events";
        }
        return topic.contains("contacts") ? "counts" : "states";
    }

    @Test
    void createsTheTopicsThatTheRelayAsserts() {
        // Given
        String source =
                Project.text("consent-service/src/main/java/fi/lupa/consent/journal/relay/TopicDefinitions.java");
        String script = Project.text("deploy/kubernetes/base/topics.sh");

        // When
        Map<String, String> created =
                TOPIC.matcher(script).results().collect(Collectors.toMap(t -> t.group(1), t -> t.group(2)));

        // Then
        assertThat(DEFINED.matcher(source).results().map(topic -> topic.group(1)))
                .containsExactlyInAnyOrderElementsOf(created.keySet());
        assertThat(script).contains("--config retention.ms=2592000000").contains("--config cleanup.policy=compact");
        assertThat(source).contains("\"retention.ms\", \"2592000000\"");
        assertThat(script).contains("--config cleanup.policy=compact,delete --config retention.ms=2678400000");
        assertThat(source).contains("\"compact,delete\", \"retention.ms\", \"2678400000\"");
        created.forEach((topic, kind) -> assertThat(kind).as(topic).isEqualTo(kindOf(topic)));
        assertThat(base.the("ConfigMap", "topics-settings").at("/data/LUPA_KAFKA_PARTITIONS"))
                .isEqualTo(base.the("ConfigMap", "consent-service-settings").at("/data/LUPA_KAFKA_PARTITIONS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlays/staging",
                "overlays/production",
                "overlays/operators",
                "components/service-monitor",
                "components/strimzi",
                "components/cloudnative-pg",
                "base"
            })
    void namesOnlyFilesAndObjectsThatAreThere(String folder) {
        String here = "deploy/kubernetes/" + folder;
        JsonNode kustomization =
                Project.yaml(Project.path(here + "/kustomization.yaml")).get(0);
        Stream.of("resources", "components")
                .flatMap(member -> Project.members(kustomization.path(member)))
                .forEach(file ->
                        assertThat(Project.path(here).resolve(file.asText())).exists());
        for (JsonNode patch : kustomization.path("patches")) {
            if (patch.has("path")) {
                Project.yaml(Project.path(here + "/" + patch.get("path").asText()))
                        .forEach(this::replacesWhatIsThere);
            } else {
                assertThat(base.names(patch.at("/target/kind").asText()))
                        .contains(patch.at("/target/name").asText());
                assertThat(patch.get("patch").asText()).doesNotContain("op: add");
            }
        }
        Set<String> images = base.workloads().map(KubernetesTest::image).collect(Collectors.toSet());
        kustomization.path("images").forEach(image -> assertThat(images)
                .contains(image.get("name").asText()));
    }

    private void replacesWhatIsThere(JsonNode patch) {
        JsonNode target =
                base.the(patch.get("kind").asText(), patch.at("/metadata/name").asText());
        patch.path("data")
                .fieldNames()
                .forEachRemaining(
                        key -> assertThat(target.get("data").has(key)).as(key).isTrue());
        JsonNode container = Manifests.container(patch);
        if (!container.isMissingNode()) {
            assertThat(container.get("name"))
                    .isEqualTo(Manifests.container(target).get("name"));
            assertThat(Project.members(container.path("env"))
                            .map(variable -> variable.get("name").asText()))
                    .isSubsetOf(base.variables(target));
        }
    }

    private static String image(JsonNode workload) {
        return Objects.requireNonNull(Manifests.container(workload).get("image"))
                .asText();
    }
}
