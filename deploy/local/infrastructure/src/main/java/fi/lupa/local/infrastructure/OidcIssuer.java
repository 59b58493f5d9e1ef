// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An OIDC issuer for one machine. Its issuer URL is {@code http://127.0.0.1:PORT/lupa}, always with the number and never with a host name: a token
 * carries the address under which it was asked for. Its signing keys are the same at every start and known to the world.
 */
public final class OidcIssuer extends ChildProcess {

    /** The audience of its clients' tokens. */
    public static final String AUDIENCE = "lupa";

    /** What the demo clients say; any other would do as well. */
    public static final String DEMO_SECRET = "demo";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    OidcIssuer(Path dir, int portOr0, Duration expiry) {
        super(new ChildSpec(
                "issuer",
                "IssuerProcess",
                "96m",
                dir,
                FreePort.orGiven(portOr0),
                Map.of("lupa.issuer.expiry", expiry.toString())));
    }

    /** Starts an issuer whose tokens last an hour, with the clients of a JSON file: client id → {@link OidcClient}. */
    public static OidcIssuer start(Path dir, int portOr0, Path clients) {
        try {
            Map<String, OidcClient> read = JSON.readValue(clients.toFile(), new TypeReference<>() {});
            return start(dir, portOr0, read, EXPIRY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an issuer with these clients and this life of a token. */
    public static OidcIssuer start(Path dir, int portOr0, Map<String, OidcClient> clients, Duration expiry) {
        OidcIssuer issuer = new OidcIssuer(dir, portOr0, expiry);
        issuer.setClients(clients);
        issuer.launchAndAwait();
        return issuer;
    }

    /** The issuer URL; the services' {@code quarkus.oidc.auth-server-url}. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/lupa";
    }

    /** Replaces all clients; holds from the next token on. */
    public void setClients(Map<String, OidcClient> clients) {
        try {
            Files.createDirectories(directory());
            Path fresh = directory().resolve("clients.json.new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), clients);
            Files.move(fresh, directory().resolve("clients.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a client, or replaces the one with this id. */
    public void putClient(String id, OidcClient client) {
        try {
            Path file = directory().resolve("clients.json");
            Map<String, OidcClient> clients = new LinkedHashMap<>();
            if (Files.exists(file)) {
                clients.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, OidcClient>>() {}));
            }
            clients.put(id, client);
            setClients(clients);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for an access token with client credentials; a refusal is an exception with the issuer's answer. */
    public String token(String clientId, String secret) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/token"))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            return JSON.readTree(body(request)).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of exactly these claims (with {@code iss} of this issuer unless given), signed by the issuer's key; a negative expiry has passed. */
    public String mint(Map<String, Object> claims, Duration expiry) {
        return mint(claims, expiry, "lupa");
    }

    /** The same, signed by a key that the issuer {@code lupa} does not publish. */
    public String mintWithForeignKey(Map<String, Object> claims, Duration expiry) {
        return mint(claims, expiry, "foreign");
    }

    private String mint(Map<String, Object> claims, Duration expiry, String key) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putIfAbsent("iss", url());
        Map<String, Object> order = Map.of("claims", all, "expiry", expiry.toString(), "key", key);
        try {
            return body(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/mint"))
                    .timeout(TIMEOUT)
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(order)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean answers() {
        try {
            URI metadata = URI.create(url() + "/.well-known/openid-configuration");
            return !body(HttpRequest.newBuilder(metadata)
                            .timeout(Duration.ofSeconds(2))
                            .build())
                    .isEmpty();
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    private String body(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("issuer answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
