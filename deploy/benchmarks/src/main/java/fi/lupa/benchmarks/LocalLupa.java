// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.NotedProcess;
import fi.lupa.local.stack.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The stack that {@code deploy/local/up} has started, as a client and an operator see it. */
final class LocalLupa {

    static final String CONSENT = "consent-service";
    static final String PREFERENCE = "preference-service";
    static final String POSTGRESQL = "postgresql";
    static final String SUPERUSER = "postgres";

    private static final int OK = 200;

    private final StackPlan plan;

    private LocalLupa(StackPlan plan) {
        this.plan = plan;
    }

    /** Finds the running stack, or tells how to start it. */
    static LocalLupa running(Bench bench) {
        LocalLupa lupa = new LocalLupa(StackPlan.documented(bench.root()));
        if (!lupa.isUp()) {
            throw new NotPossibleException(
                    "Lupa is not running, or not all of it. Start it with deploy/local/up --detach (--fresh for empty data);"
                            + " deploy/local/status tells of each part.");
        }
        return lupa;
    }

    static boolean isAnyOf(Bench bench) {
        return NotedProcess.in(StackPlan.documented(bench.root()).data()).isPresent();
    }

    private boolean isUp() {
        return Files.exists(plan.data().resolve("ready"))
                && NotedProcess.in(plan.data()).isPresent()
                && plan.ports().named().keySet().stream()
                        .allMatch(part -> NotedProcess.in(directory(part)).isPresent());
    }

    /** The parts and their ports. */
    Map<String, Integer> parts() {
        return plan.ports().named();
    }

    Path data() {
        return plan.data();
    }

    /** What a part has written to its standard output. */
    Path log(String part) {
        return directory(part).resolve(part + ".log");
    }

    int port(String part) {
        Integer port = parts().get(part);
        if (port == null) {
            throw new IllegalStateException("no part " + part);
        }
        return port;
    }

    long pid(String part) {
        return NotedProcess.in(directory(part))
                .map(NotedProcess::pid)
                .orElseThrow(() -> new IllegalStateException(part + " is down"));
    }

    /** Connects to a database of the stack as nobody but its owner may. */
    Connection superuser(String database) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port(POSTGRESQL) + "/" + database;
        return DriverManager.getConnection(url, SUPERUSER, superuserPassword());
    }

    String superuserPassword() throws IOException {
        return Files.readString(directory(POSTGRESQL).resolve("superuser-password"))
                .trim();
    }

    /** Notes how the services are run. */
    void describe(Report report) {
        report.setting("services", Machine.jvmOf(pid(PREFERENCE)));
    }

    /** An access token of a demo client. */
    String token(String client) throws IOException {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=demo";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("issuer") + "/lupa/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("the issuer answered " + answer.statusCode());
            }
            return new ObjectMapper()
                    .readTree(answer.body())
                    .path("access_token")
                    .asText();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path directory(String part) {
        return plan.data().resolve(part);
    }
}
