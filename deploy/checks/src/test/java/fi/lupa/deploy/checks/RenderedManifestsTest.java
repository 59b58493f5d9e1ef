// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster would get: the objects have only members that Kubernetes knows, of its types, and the overlays render to what is kept of them. */
class RenderedManifestsTest {

    private static final String MANIFESTS = "deploy/kubernetes";
    private static final int NO_KUBECTL = 3;

    @TempDir
    Path folder;

    private record Run(int status, String said) {}

    @Test
    void haveOnlyMembersThatKubernetesKnows_andOfItsTypes() {
        // When
        List<JsonNode> objects = Stream.of("base", "golden")
                .flatMap(part -> Project.files(MANIFESTS + "/" + part, ".yaml").stream())
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .flatMap(file -> Project.yaml(file).stream())
                .toList();

        // Then
        assertThat(objects).hasSizeGreaterThan(90);
        assertThat(objects.stream().map(KubernetesTypes::fault).flatMap(Optional::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 2                  | replica: 2                   | replica
            replicas: 2                  | replicas: "2"                | replicas
            containerPort: 8081          | containerPort: http          | containerPort
            runAsNonRoot: true           | runAsNonRoot: "true"         | runAsNonRoot
            automountServiceAccountToken | automountServiceAccountTokens | automountServiceAccountTokens
            path: /q/health/ready        | paths: /q/health/ready       | paths
            configMapRef: {name: lupa-   | configMapRef: {names: lupa-  | names
            allowPrivilegeEscalation: f  | allowPrivilegeEscalation: [f] # | allowPrivilegeEscalation
            value: /etc/lupa/keys/link-key | value: 17                  | value
            kind: Deployment             | kind: Deploiment             | Deploiment
            """)
    void refusesAMemberThatIsNotKnown_andAValueOfAnotherType(String right, String wrong, String named)
            throws IOException {
        refuses("base/consent-service.yaml", right, wrong, named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deleteClaim: false       | deleteClaims: false      | deleteClaims
            type: jbod               | type: raid               | raid
            userOperator: {}         | usersOperator: {}        | usersOperator
            enableSuperuserAccess: t | enableSuperUserAccess: t | enableSuperUserAccess
            dataDurability: required | dataDurability: sure     | sure
            method: any              | method: some             | some
            """)
    void refusesThemInWhatOperatorsRead(String right, String wrong, String named) throws IOException {
        refuses("golden/operators.yaml", right, wrong, named);
    }

    private void refuses(String file, String right, String wrong, String named) throws IOException {
        // Given
        String text = Project.text(MANIFESTS + "/" + file);
        assertThat(text).contains(right);
        Path planted = Files.writeString(folder.resolve("planted.yaml"), text.replace(right, wrong));

        // When
        List<String> faults = Project.yaml(planted).stream()
                .map(KubernetesTypes::fault)
                .flatMap(Optional::stream)
                .toList();

        // Then
        assertThat(faults).isNotEmpty().first().asString().contains(named);
    }

    @Test
    void renderToWhatIsKeptOfThem() throws Exception {
        // When
        Run run = run(Project.path(MANIFESTS));

        // Then
        skipWithoutKubectl(run);
        assertThat(run.status()).as(run.said()).isZero();
    }

    @Test
    void areSeenToRenderToSomethingElse_whenTheBaseHasChanged() throws Exception {
        // Given
        Path copy = copyOfTheManifests();
        Path changed = copy.resolve("base/consent-service.yaml");
        Files.writeString(changed, Files.readString(changed).replace("containerPort: 8081", "containerPort: 8091"));

        // When
        Run run = run(copy);

        // Then
        skipWithoutKubectl(run);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.said())
                .contains("golden/production.yaml", "golden/staging.yaml")
                .containsPattern("line \\d+ is .*containerPort: 8081")
                .containsPattern("line \\d+ renders .*containerPort: 8091");
    }

    private static void skipWithoutKubectl(Run run) {
        if (!"required".equals(System.getenv("LUPA_KUBECTL"))) {
            assumeThat(run.status()).as("SKIPPED: " + run.said()).isNotEqualTo(NO_KUBECTL);
        }
    }

    private Path copyOfTheManifests() throws IOException {
        Path from = Project.path(MANIFESTS);
        Path to = folder.resolve("kubernetes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private Run run(Path manifests) throws IOException, InterruptedException {
        Path output = folder.resolve("said.txt");
        Process process = new ProcessBuilder(manifests.resolve("render").toString(), "--check")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }
}
