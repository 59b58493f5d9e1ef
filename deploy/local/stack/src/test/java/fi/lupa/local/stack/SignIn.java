// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fi.lupa.local.infrastructure.KeycloakServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in which people sign in: it sends the browser to Keycloak and exchanges the code that it comes back with (RFC 6749, RFC 7636). */
final class SignIn implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakServer keycloak;
    private final HttpServer page;
    private final BlockingQueue<String> queries = new LinkedBlockingQueue<>();

    SignIn(KeycloakServer keycloak) throws IOException {
        this.keycloak = keycloak;
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/signed-in", this::take);
        page.start();
    }

    /** Where the browser comes back to. */
    String address() {
        return "http://127.0.0.1:" + page.getAddress().getPort() + "/signed-in";
    }

    /** Opens the way to Keycloak; whoever is not known there yet signs in on its page. Returns the access token. */
    String token(PersonsBrowser browser, String client, String name, String password) throws Exception {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String verifier = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        browser.open(
                URI.create(keycloak.url() + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                        + client + "&redirect_uri=" + address() + "&code_challenge_method=S256&code_challenge="
                        + challenge(verifier)));
        if (browser.has("kc-login")) {
            browser.type("username", name);
            browser.type("password", password);
            browser.press("kc-login");
        }
        Waiting.until(() -> browser.address().startsWith(address()));
        Matcher code = CODE.matcher(String.valueOf(queries.poll(1, TimeUnit.MINUTES)));
        assertThat(code.find()).as("a code at " + browser.address()).isTrue();
        return exchanged(client, code.group(1), verifier);
    }

    private String exchanged(String client, String code, String verifier) throws IOException, InterruptedException {
        String form = "grant_type=authorization_code&client_id=" + client + "&code=" + code + "&redirect_uri="
                + address() + "&code_verifier=" + verifier;
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.url() + KeycloakServer.TOKEN_PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    private static String challenge(String verifier) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add("?" + exchange.getRequestURI().getRawQuery());
            byte[] text = "signed in".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        page.stop(0);
    }
}
