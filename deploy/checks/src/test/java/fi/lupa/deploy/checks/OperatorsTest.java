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

/** What the overlay "operators" renders to: the workloads look for database, broker and secrets where the operators put them. */
class OperatorsTest {

    private final Manifests rendered = new Manifests(
            Project.yaml(Project.path("deploy/kubernetes/overlays/operators/kustomization.yaml"))
                    .get(0),
            Project.yaml(Project.path("deploy/kubernetes/golden/operators.yaml")));
    private final String broker = Manifests.name(rendered.all("Kafka").get(0));
    private final String database = Manifests.name(rendered.all("Cluster").get(0));

    @Test
    void takesSecretsOnlyThatOperatorsMakeOrThatAreListed() {
        // Given
        Set<String> made = new TreeSet<>(Set.of(broker + "-cluster-ca-cert/ca.crt", database + "-ca/ca.crt"));
        rendered.names("KafkaUser").forEach(user -> made.add(user + "/sasl.jaas.config"));
        Set<String> listed = Project.yaml(Project.path("deploy/kubernetes/secrets.example.yaml")).stream()
                .flatMap(secret -> secret.get("stringData").properties().stream()
                        .map(entry -> Manifests.name(secret) + "/" + entry.getKey()))
                .filter(key -> !key.contains("kafka"))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> taken = rendered.workloads().flatMap(Manifests::secretKeys).collect(Collectors.toSet());

        // Then
        assertThat(taken).containsAll(made).containsAll(listed);
        assertThat(taken).allMatch(key -> made.contains(key) || listed.contains(key));
    }

    @Test
    void asksTheBrokerByItsListenerWithTls() {
        // Given
        JsonNode listener = rendered.the("Kafka", broker).at("/spec/kafka/listeners/0");

        // Then
        assertThat(rendered.the("ConfigMap", "lupa-settings")
                        .at("/data/KAFKA_BOOTSTRAP_SERVERS")
                        .asText())
                .isEqualTo(broker + "-kafka-bootstrap:" + listener.get("port").asInt());
        assertThat(listener.get("tls").asBoolean()).isTrue();
        assertThat(listener.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
        assertThat(Stream.of("KafkaUser", "KafkaNodePool").flatMap(kind -> rendered.all(kind).stream()))
                .hasSize(5)
                .allSatisfy(object -> assertThat(object.at("/metadata/labels")
                                .get("strimzi.io/cluster")
                                .asText())
                        .isEqualTo(broker));
    }

    @Test
    void asksTheDatabaseThatMayBeWrittenTo_andChecksWhoItIs() {
        assertThat(Project.SERVICES).allSatisfy(service -> {
            String name = service.replace("-service", "");
            assertThat(rendered.the("ConfigMap", service + "-settings")
                            .at("/data/QUARKUS_DATASOURCE_JDBC_URL")
                            .asText())
                    .startsWith(
                            "jdbc:postgresql://" + database + "-rw:5432/" + name + "?sslmode=verify-full&sslrootcert=");
        });
        List<JsonNode> users = rendered.workloads()
                .filter(load -> rendered.variables(load).contains("QUARKUS_DATASOURCE_JDBC_URL"))
                .toList();
        assertThat(users).hasSize(5).allSatisfy(load -> assertThat(
                        Project.members(Manifests.container(load).get("volumeMounts"))
                                .map(mount -> mount.get("mountPath").asText()))
                .contains("/etc/lupa/database-ca"));
    }

    @Test
    void keepsWhatWasAcknowledgedOnTwoServers() {
        JsonNode synchronous = rendered.the("Cluster", database).at("/spec/postgresql/synchronous");
        assertThat(synchronous.get("number").asInt()).isPositive();
        assertThat(synchronous.get("dataDurability").asText()).isEqualTo("required");
        JsonNode config = rendered.the("Kafka", broker).at("/spec/kafka/config");
        assertThat(config.get("min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(config.get("auto.create.topics.enable").asBoolean()).isFalse();
    }
}
