// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A real Keycloak with the realm {@code lupa}, in its development mode and with its data in memory: each start imports the realm anew and makes
 * new signing keys. Its administrator's password is random and stays in its directory.
 */
public final class KeycloakServer extends ChildProcess {

    /** What the issuer's URL ends in. */
    public static final String REALM_PATH = "/realms/lupa";

    /** Where tokens are asked for, below the issuer's URL. */
    public static final String TOKEN_PATH = "/protocol/openid-connect/token";

    /** Read by the process that keeps the server: the environment it gets. */
    static final String ENVIRONMENT = "environment.properties";

    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ADMIN = "operator";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final KeycloakRealm realm;

    private KeycloakServer(Path dir, int portOr0, KeycloakRealm realm) {
        super(new ChildSpec("keycloak", "KeycloakProcess", "32m", dir, FreePort.orGiven(portOr0), Map.of()));
        this.realm = realm;
    }

    /** Starts a Keycloak and returns when it serves the realm. */
    public static KeycloakServer start(Path dir, int portOr0, KeycloakRealm realm) {
        KeycloakServer server = new KeycloakServer(dir, portOr0, realm);
        server.launch();
        try {
            server.awaitReady(START_LIMIT);
        } catch (StartFailedException e) {
            server.kill();
            throw e;
        }
        return server;
    }

    /** The issuer URL; the services' {@code quarkus.oidc.auth-server-url}. */
    public String url() {
        return root() + REALM_PATH;
    }

    /** An access token of a client, with the secret that all clients of this server have. */
    public String token(String client) {
        return grant(
                url(),
                "grant_type=client_credentials&client_id=" + client + "&client_secret=" + OidcIssuer.DEMO_SECRET);
    }

    /** Asks the realm's administration, as its administrator; an answer that is no success is an exception. */
    public JsonNode administer(String method, String path, String body) {
        String form = "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(root() + "/admin" + REALM_PATH + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + grant(root() + "/realms/master", form))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    @Override
    void prepare() throws IOException {
        unpack();
        Path imported = home().resolve("data/import/realm-lupa.json");
        Files.createDirectories(imported.getParent());
        Files.copy(realm.realm(), imported, StandardCopyOption.REPLACE_EXISTING);
        Properties environment = new Properties();
        environment.setProperty("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.setProperty("KC_BOOTSTRAP_ADMIN_PASSWORD", UUID.randomUUID().toString());
        environment.setProperty("LUPA_AUDIT_PAGES_URL", realm.pages());
        realm.clients().forEach(client -> environment.setProperty(variable(client), OidcIssuer.DEMO_SECRET));
        Path file = directory().resolve(ENVIRONMENT);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(file)) {
            environment.store(out, null);
        }
    }

    @Override
    boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/.well-known/openid-configuration"))
                .timeout(TIMEOUT)
                .build();
        try {
            return !answer(request).isMissingNode();
        } catch (UncheckedIOException | IllegalStateException notYet) {
            return false;
        }
    }

    private static String variable(String client) {
        return "LUPA_CLIENT_SECRET_" + client.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private String password() {
        Properties environment = new Properties();
        try (InputStream in = Files.newInputStream(directory().resolve(ENVIRONMENT))) {
            environment.load(in);
            return environment.getProperty("KC_BOOTSTRAP_ADMIN_PASSWORD");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String root() {
        return "http://127.0.0.1:" + port();
    }

    private Path home() {
        return directory().resolve("home");
    }

    /** The zip file has one folder in it, which becomes the home. */
    private void unpack() throws IOException {
        if (Files.exists(home())) {
            return;
        }
        Path fresh = directory().resolve("unpacking");
        if (Files.exists(fresh)) {
            RunDirectories.delete(fresh);
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(realm.distribution()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path name = Path.of(entry.getName()).normalize();
                if (!entry.isDirectory() && name.getNameCount() > 1 && !name.startsWith("..")) {
                    Path file = fresh.resolve(name.subpath(1, name.getNameCount()));
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        Files.move(fresh, home(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String grant(String issuer, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + TOKEN_PATH))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return answer(request).path("access_token").asText();
    }

    private static JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("keycloak answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
