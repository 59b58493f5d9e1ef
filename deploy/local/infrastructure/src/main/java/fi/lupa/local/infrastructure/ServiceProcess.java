// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One of Lupa's services: the packaged application in a process of its own, configured by a settings file. */
public final class ServiceProcess extends ChildProcess {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    private ServiceProcess(ChildSpec spec) {
        super(spec);
    }

    /**
     * Starts a packaged service and returns when it says that it is ready.
     *
     * @param name its name
     * @param jar its {@code quarkus-run.jar}
     * @param dir its directory, for log and notes
     * @param port the port it serves
     * @param settings its settings file
     * @param limit how long it may take
     */
    public static ServiceProcess start(String name, Path jar, Path dir, int port, Path settings, Duration limit) {
        ServiceProcess service = of(name, jar, dir, port, settings);
        service.launch();
        try {
            service.awaitReady(limit);
        } catch (StartFailedException e) {
            service.kill();
            throw e;
        }
        return service;
    }

    /** A service that is not started. */
    public static ServiceProcess of(String name, Path jar, Path dir, int port, Path settings) {
        Map<String, String> properties =
                Map.of("quarkus.config.locations", settings.toUri().toString(), "quarkus.profile", "local");
        return new ServiceProcess(
                new ChildSpec(name, "ServiceMain", "192m", ChildCode.ofService(jar), dir, port, properties));
    }

    /** Starts the process again without waiting for it. */
    public void startAgain() {
        launch();
    }

    @Override
    boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/q/health/ready"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
