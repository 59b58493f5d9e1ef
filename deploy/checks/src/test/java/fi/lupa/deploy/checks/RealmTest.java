// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The realm gives the demo tenants' clients exactly what the demo tenants' file says, and every scope the code knows. */
class RealmTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOR_PEOPLE = "lupa:auditor";

    private final JsonNode realm = Project.json("deploy/keycloak/realm-lupa.json");
    private final JsonNode tenants = Project.json("deploy/local/stack/src/main/resources/demo/tenants.json");

    private record Rights(String tenant, Set<String> controllers, Set<String> scopes) {}

    @Test
    void givesEachClientWhatTheDemoTenantsSay() throws Exception {
        // Given
        Map<String, Rights> expected = new TreeMap<>();
        for (JsonNode tenant : tenants) {
            for (String kind : List.of("clients", "pages")) {
                for (JsonNode client : tenant.get(kind)) {
                    expected.put(
                            client.get("id").asText(),
                            new Rights(
                                    tenant.get("key").asText(),
                                    texts(client.get("controllers")),
                                    texts(client.get("scopes"))));
                }
            }
        }

        // When
        Map<String, Rights> given = new TreeMap<>();
        for (JsonNode client : realm.get("clients")) {
            Set<String> scopes = texts(client.get("defaultClientScopes"));
            assertThat(scopes.remove(isForPeople(client) ? FOR_PEOPLE : "lupa"))
                    .as("the audience")
                    .isTrue();
            JsonNode controllers = JSON.readTree(claim(client, "controllers", "JSON"));
            given.put(
                    client.get("clientId").asText(),
                    new Rights(claim(client, "tenant", "String"), texts(controllers), scopes));
        }

        // Then
        assertThat(given).isEqualTo(expected);
    }

    @Test
    void hasEveryScopeOfTheCode_andTheAudience() {
        // Given
        String source = Project.text("platform/src/main/java/fi/lupa/platform/caller/Scope.java");
        String constants = source.substring(
                source.indexOf("enum Scope {") + "enum Scope {".length(),
                source.indexOf("AUDIT_EXTRACT;") + "AUDIT_EXTRACT".length());
        Set<String> scopes = Stream.of(constants.split(",", -1))
                .map(constant ->
                        constant.strip().toLowerCase(java.util.Locale.ROOT).replace('_', ':'))
                .collect(Collectors.toCollection(TreeSet::new));
        scopes.addAll(List.of("lupa", FOR_PEOPLE));

        // Then
        assertThat(Project.members(realm.get("clientScopes"))
                        .map(scope -> scope.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(scopes);
        assertThat(realm.get("clientScopes").findValuesAsText("included.custom.audience"))
                .containsOnly("lupa");
    }

    @Test
    void letsClientsActForThemselvesOnly_withASecretFromOutside() {
        List<String> off = List.of(
                "publicClient",
                "standardFlowEnabled",
                "implicitFlowEnabled",
                "directAccessGrantsEnabled",
                "fullScopeAllowed");
        String compose = Project.text("deploy/compose/compose.yaml");

        assertThat(realm.get("clients")).isNotEmpty().allSatisfy(client -> {
            String variable = "LUPA_CLIENT_SECRET_"
                    + ServiceFacts.variable(client.get("clientId").asText());
            assertThat(client.get("secret").asText()).isEqualTo("${" + variable + "}");
            assertThat(compose).contains("      " + variable + ": ${" + variable + ":?");
            assertThat(client.get("serviceAccountsEnabled").asBoolean()).isNotEqualTo(isForPeople(client));
            assertThat(off)
                    .filteredOn(flow -> !(isForPeople(client) && flow.equals("standardFlowEnabled")))
                    .noneMatch(flow -> client.get(flow).asBoolean());
        });
    }

    @Test
    void letsPeopleSignInToThePagesAlone_withPkceAndARole_andNowhereElse() {
        // Given
        List<JsonNode> forPeople = Project.members(realm.get("clients"))
                .filter(RealmTest::isForPeople)
                .toList();

        // Then
        assertThat(forPeople).hasSize(1).allSatisfy(client -> {
            assertThat(client.get("clientId").asText()).isEqualTo("audit-pages");
            assertThat(texts(client.get("redirectUris"))).containsExactly("${LUPA_AUDIT_PAGES_URL}");
            assertThat(client.at("/attributes/pkce.code.challenge.method").asText())
                    .isEqualTo("S256");
            assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
                    .isEqualTo("${LUPA_AUDIT_PAGES_URL}");
        });
        assertThat(realm.get("scopeMappings"))
                .hasToString("[{\"clientScope\":\"lupa:auditor\",\"roles\":[\"auditor\"]}]");
        assertThat(realm.at("/roles/realm/0/name").asText()).isEqualTo("auditor");
        assertThat(realm.has("users")).isFalse();
    }

    private static boolean isForPeople(JsonNode client) {
        return client.get("standardFlowEnabled").asBoolean();
    }

    private static String claim(JsonNode client, String name, String type) {
        return Project.members(client.get("protocolMappers"))
                .map(mapper -> mapper.get("config"))
                .filter(config -> config.get("claim.name").asText().equals(name))
                .filter(config -> config.get("jsonType.label").asText().equals(type))
                .filter(config -> config.get("access.token.claim").asBoolean())
                .map(config -> config.get("claim.value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> texts(JsonNode array) {
        return Project.members(array).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }
}
