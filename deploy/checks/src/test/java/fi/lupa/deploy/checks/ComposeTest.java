// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Compose file names only what exists, gives each service what it needs, and has no default for a secret. */
class ComposeTest {

    private static final String FILE = "deploy/compose/compose.yaml";
    private static final Pattern PLACE = Pattern.compile("\\$\\{(LUPA_\\w+)(:[?-])?([^}]*)}");
    private static final Pattern ROLE = Pattern.compile("\\$\\{(lupa_\\w+)\\.password}");
    /** They write into their own folders when they start. */
    private static final Set<String> WRITABLE = Set.of("kafka", "keycloak");

    private static final String MOUNTED = "/run/secrets/";

    private final JsonNode compose = Project.yaml(Project.path(FILE)).get(0);

    @Test
    void hasTheKeycloakThatTheSystemTestsRun() {
        assertThat(compose.at("/services/keycloak/image").asText())
                .isEqualTo("keycloak/keycloak:"
                        + Project.text("pom.xml")
                                .replaceAll("(?s).*<keycloak.version>(.*?)</keycloak.version>.*", "$1"));
    }

    @Test
    void hasADefaultForNoSecret() {
        List<MatchResult> places = PLACE.matcher(Project.text(FILE)).results().toList();

        assertThat(places).hasSizeGreaterThan(20).allSatisfy(place -> {
            boolean isSecret =
                    place.group(1).contains("PASSWORD") || place.group(1).contains("SECRET");
            assertThat(place.group(2))
                    .as(place.group(1))
                    .isNotNull()
                    .isIn(isSecret ? List.of(":?") : List.of(":?", ":-"));
            assertThat(place.group(3))
                    .as("what is said when %s is missing", place.group(1))
                    .isNotBlank();
        });
    }

    @Test
    void takesEverySecretFromThePlacesOnly() {
        for (Map.Entry<String, JsonNode> service : compose.get("services").properties()) {
            for (Map.Entry<String, JsonNode> variable :
                    service.getValue().path("environment").properties()) {
                if (variable.getKey().matches(".*(PASSWORD|SECRET).*")) {
                    assertThat(variable.getValue().asText())
                            .as(variable.getKey())
                            .matches("\\$\\{LUPA_\\w+:\\?.+}");
                }
            }
        }
    }

    @Test
    void isClosedAsFarAsItGoes() {
        for (Map.Entry<String, JsonNode> named : compose.get("services").properties()) {
            JsonNode service = named.getValue();
            assertThat(service.at("/cap_drop/0").asText()).as(named.getKey()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText())
                    .as(named.getKey())
                    .isEqualTo("no-new-privileges:true");
            assertThat(service.path("read_only").asBoolean())
                    .as(named.getKey())
                    .isNotEqualTo(WRITABLE.contains(named.getKey()));
            assertThat(service.has("healthcheck")
                            || service.path("restart").asText().equals("no"))
                    .as("%s has a health check or ends", named.getKey())
                    .isTrue();
            assertThat(Project.members(service.path("ports")).map(JsonNode::asText))
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void mountsOnlyFilesThatAreThere() throws IOException {
        Path here = Project.path("deploy/compose");
        for (JsonNode service : compose.get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().substring(0, volume.asText().indexOf(':'));
                boolean isThere = source.startsWith("..")
                        ? Files.exists(here.resolve(source).toRealPath())
                        : compose.get("volumes").has(source);
                assertThat(isThere).as(volume.asText()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent-service", "preference-service", "audit-service"})
    void givesEachServiceSettingsItKnowsAndAllItNeeds(String name) {
        // Given
        JsonNode service = compose.get("services").get(name);
        Set<String> given = new TreeSet<>();
        service.get("environment").fieldNames().forEachRemaining(given::add);
        given.remove("JAVA_TOOL_OPTIONS");

        // Then
        assertThat(given).allMatch(variable -> ServiceFacts.knows(name, variable), "is a setting of " + name);
        assertThat(given).containsAll(ServiceFacts.needed(name));
        assertThat(service.at("/ports/0").asText()).endsWith(":" + ServiceFacts.port(name));
        assertThat(service.get("image").asText()).startsWith("lupa/" + name + ":${LUPA_VERSION:?");
        Set<String> named = Project.members(service.get("environment"))
                .map(JsonNode::asText)
                .filter(value -> value.startsWith(MOUNTED))
                .map(value -> value.substring(MOUNTED.length()))
                .collect(Collectors.toSet());
        assertThat(Project.members(service.get("secrets")).map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(named)
                .allMatch(secret -> compose.get("secrets").has(secret));
    }

    @Test
    void gives_bootstrapEachPasswordOfItsSql() {
        // Given
        Set<String> needed = Project.SERVICES.stream()
                .map(service -> Project.text(service + "/src/main/database/bootstrap.sql"))
                .flatMap(sql -> ROLE.matcher(sql).results().map(role -> role.group(1)))
                .map(role -> ServiceFacts.variable(role) + "_PASSWORD")
                .collect(Collectors.toSet());

        // Then
        JsonNode environment = compose.at("/services/bootstrap/environment");
        assertThat(needed).hasSize(10).allMatch(environment::has);
    }
}
