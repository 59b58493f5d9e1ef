// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.KeycloakServer;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoTenants;
import fi.lupa.local.stack.demo.TestPerson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The services with tokens of a real Keycloak and the realm of {@code deploy/keycloak}. Only with {@code -Pkeycloak}. */
class KeycloakIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static StartedStack lupa;
    private static KeycloakServer keycloak;

    @BeforeAll
    static void startStack() {
        // That the demo tenants are there means that their administrators' tokens were taken.
        lupa = StartedStack.own("keycloak-stack", Set.of(Variant.KEYCLOAK));
        keycloak = lupa.stack().keycloak();
    }

    @AfterAll
    static void endStack() {
        lupa.close();
    }

    @Test
    void givesEachClientTheClaimsOfTheDemoTenants() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> given = new TreeMap<>();
        for (var client : DemoTenants.read().clients().entrySet()) {
            expected.put(
                    client.getKey(),
                    client.getValue().tenant()
                            + new TreeSet<>(client.getValue().controllers())
                            + new TreeSet<>(List.of(client.getValue().scope().split(" ", -1))));
            JsonNode claims = part(keycloak.token(client.getKey()), 1);
            Set<String> controllers = new TreeSet<>();
            claims.get("controllers").forEach(controller -> controllers.add(controller.asText()));
            given.put(
                    client.getKey(),
                    claims.get("tenant").asText()
                            + controllers
                            + new TreeSet<>(List.of(claims.get("scope").asText().split(" ", -1))));
            assertThat(claims.get("aud").asText()).isEqualTo("lupa");
            assertThat(claims.get("iss").asText()).isEqualTo(keycloak.url());
        }
        assertThat(given).isEqualTo(expected);
    }

    @Test
    void answersAsListed_forEveryTestPerson() {
        List<String> wrong = new ArrayList<>();
        for (TestPerson person : TestPerson.all()) {
            String expected = person.decision() + " " + person.reason();
            Api.Answer asked = ask(lupa.api(), person);
            if (!FirstPathIT.answer(asked).equals(expected)) {
                wrong.add(person.name() + ": " + FirstPathIT.answer(asked) + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void takesTokensOfANewKey_withoutARestart() throws Exception {
        // Given
        String before = part(keycloak.token("marketing-tool"), 0).get("kid").asText();

        // When
        addKey();

        // Then
        assertThat(part(keycloak.token("marketing-tool"), 0).get("kid").asText())
                .isNotEqualTo(before);
        Api fresh = new Api(lupa.stack()::token);
        assertThat(statuses(fresh, "marketing-tool", "regulator-vendor")).containsOnly(200);
    }

    @Test
    void refusesAToken_thatIsMeantForAnother() {
        // Given: all that marketing-tool has, but for the scope that makes the audience
        JsonNode known = keycloak.administer("GET", "/clients?clientId=marketing-tool", "")
                .get(0);
        ObjectNode other = JSON.createObjectNode()
                .put("clientId", "other-tool")
                .put("secret", known.get("secret").asText())
                .put("serviceAccountsEnabled", true)
                .put("publicClient", false)
                .put("fullScopeAllowed", false);
        other.set("protocolMappers", known.get("protocolMappers"));
        other.withArray("protocolMappers").forEach(mapper -> ((ObjectNode) mapper).remove("id"));
        other.set("defaultClientScopes", known.get("defaultClientScopes"));
        keycloak.administer("POST", "/clients", other.toString());
        assertThat(statuses(lupa.api(), "other-tool", "other-tool"))
                .as("with the audience it is a client like the others")
                .doesNotContain(401);

        // When
        takeAudienceFrom("other-tool");

        // Then
        assertThat(statuses(new Api(lupa.stack()::token), "other-tool", "other-tool"))
                .containsOnly(401);
    }

    /** An application with a page; who signs in acts for the controller of the demo's data protection officer. */
    @Test
    void letsAPersonSignInOnItsPage_whoseTokenIsTakenUntilItIsForAnother() throws Exception {
        // Given
        String password = UUID.randomUUID().toString();
        keycloak.administer("POST", "/users", person("koe-henkilo", password).toString());
        Path directory = Files.createTempDirectory(lupa.stack().keycloak().directory(), "browser");
        try (SignIn page = new SignIn(keycloak);
                PersonsBrowser browser = PersonsBrowser.start(directory)) {
            registerApplication("officers-page", page.address());
            registerApplication("other-page", page.address());
            takeAudienceFrom("other-page");

            // When
            String first = page.token(browser, "officers-page", "koe-henkilo", password);
            String again = page.token(browser, "officers-page", "koe-henkilo", password);
            String forAnother = page.token(browser, "other-page", "koe-henkilo", password);

            // Then
            assertThat(part(first, 1).get("azp").asText()).isEqualTo("officers-page");
            assertThat(part(first, 1).get("sub").asText()).hasSize(36);
            assertThat(statuses(new Api(client -> first), "person", "person")).containsOnly(200);
            assertThat(statuses(new Api(client -> again), "person", "person")).containsOnly(200);
            assertThat(statuses(new Api(client -> forAnother), "person", "person"))
                    .containsOnly(401);
        }
    }

    /** Without the role a token of the pages' client has no audience, and is worth nothing. */
    @Test
    void letsOnlyAnAuditorSeeTheAuditorsPages() throws Exception {
        // Given
        String password = UUID.randomUUID().toString();
        URI pages = URI.create(lupa.stack().url(Service.AUDIT) + "/pages?lang=en");
        for (String name : List.of("koe-tarkastaja", "koe-utelias")) {
            keycloak.administer("POST", "/users", person(name, password).toString());
        }
        makeAuditor("koe-tarkastaja");

        // When
        for (String name : List.of("koe-utelias", "koe-tarkastaja")) {
            Path directory = Files.createTempDirectory(keycloak.directory(), "browser");
            try (PersonsBrowser browser = PersonsBrowser.start(directory)) {
                browser.open(pages);
                browser.type("username", name);
                browser.type("password", password);
                browser.press("kc-login");

                // Then
                boolean mayLook = name.equals("koe-tarkastaja");
                Waiting.until(() -> browser.text().contains("Newest checkpoint")
                        || browser.has("kc-login")
                        || browser.has("kc-page-title"));
                assertThat(browser.text().contains("Newest checkpoint"))
                        .as(name + " at " + browser.address())
                        .isEqualTo(mayLook);
            }
        }
    }

    private static void makeAuditor(String name) {
        String id = keycloak.administer("GET", "/users?exact=true&username=" + name, "")
                .get(0)
                .get("id")
                .asText();
        JsonNode role = keycloak.administer("GET", "/roles/auditor", "");
        keycloak.administer("POST", "/users/" + id + "/role-mappings/realm", "[" + role + "]");
    }

    private static ObjectNode person(String name, String password) {
        ObjectNode person = JSON.createObjectNode()
                .put("username", name)
                .put("email", name + "@koe.example.fi")
                .put("emailVerified", true)
                .put("firstName", "Koe")
                .put("lastName", "Henkilö")
                .put("enabled", true);
        person.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", password)
                .put("temporary", false);
        return person;
    }

    /** With the claims and scopes of vendor-dpo, for people and not for itself. */
    private static void registerApplication(String name, String address) {
        JsonNode known =
                keycloak.administer("GET", "/clients?clientId=vendor-dpo", "").get(0);
        ObjectNode application = JSON.createObjectNode()
                .put("clientId", name)
                .put("publicClient", true)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false)
                .put("fullScopeAllowed", false);
        application.putArray("redirectUris").add(address);
        application.putObject("attributes").put("pkce.code.challenge.method", "S256");
        application.set("protocolMappers", known.get("protocolMappers"));
        application.withArray("protocolMappers").forEach(mapper -> ((ObjectNode) mapper).remove("id"));
        application.set("defaultClientScopes", known.get("defaultClientScopes"));
        keycloak.administer("POST", "/clients", application.toString());
    }

    private static void takeAudienceFrom(String client) {
        String id = keycloak.administer("GET", "/clients?clientId=" + client, "")
                .get(0)
                .get("id")
                .asText();
        for (JsonNode scope : keycloak.administer("GET", "/client-scopes", "")) {
            if (scope.get("name").asText().equals("lupa")) {
                keycloak.administer(
                        "DELETE",
                        "/clients/" + id + "/default-client-scopes/"
                                + scope.get("id").asText(),
                        "");
            }
        }
    }

    /** Once only: the services ask for keys that they do not know at most every ten minutes. */
    private static void addKey() {
        ObjectNode key = JSON.createObjectNode()
                .put("name", "next")
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", keycloak.administer("GET", "", "").get("id").asText());
        ObjectNode config = key.putObject("config");
        Map.of("priority", "200", "enabled", "true", "active", "true", "keySize", "2048")
                .forEach((name, value) -> config.putArray(name).add(value));
        keycloak.administer("POST", "/components", key.toString());
    }

    /** What each of the three services says to a client. */
    private static List<Integer> statuses(Api api, String tool, String auditor) {
        TestPerson person = TestPerson.all().get(0);
        String consents = lupa.stack().url(Service.CONSENT) + "/v1/purposes/kysely/product-updates";
        return List.of(
                api.post(
                                tool,
                                lupa.stack().url(Service.PREFERENCE) + "/v1/decisions",
                                person.question().toString())
                        .status(),
                api.get(tool, consents).status(),
                api.get(auditor, lupa.stack().url(Service.AUDIT) + "/v1/entries?controller=kysely")
                        .status());
    }

    private static Api.Answer ask(Api api, TestPerson person) {
        return api.post(
                person.client(),
                lupa.stack().url(Service.PREFERENCE) + "/v1/decisions",
                person.question().toString());
    }

    private static JsonNode part(String token, int index) throws java.io.IOException {
        String part = token.split("\\.", -1)[index];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
