// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a window, driven as W3C's WebDriver says: opens pages, types and presses as a person does. Where chromium-driver is not
 * installed its tests are skipped, loudly; where LUPA_BROWSER is set to "required" they fail.
 */
final class PersonsBrowser implements AutoCloseable {

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    private PersonsBrowser(Process driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    /** Starts one with its profile in that directory, or skips the test. */
    static PersonsBrowser start(Path directory) throws IOException {
        if (!Files.isExecutable(DRIVER)) {
            assertThat(System.getenv("LUPA_BROWSER"))
                    .as("chromium-driver is not installed")
                    .isNotEqualTo("required");
            System.err.println("SKIPPED: nobody signed in by a browser, because chromium-driver is not installed");
        }
        assumeThat(DRIVER).as("chromium and chromium-driver are installed").isExecutable();
        Path output = Files.createTempFile(Files.createDirectories(directory), "chromedriver", ".out");
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Waiting.until(() -> port(output).find());
        Matcher said = port(output);
        assertThat(said.find()).isTrue();
        PersonsBrowser starting = new PersonsBrowser(driver, "http://127.0.0.1:" + said.group(1) + "/session");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var arguments = body.putObject("capabilities")
                .putObject("alwaysMatch")
                .putObject("goog:chromeOptions")
                .putArray("args");
        OPTIONS.forEach(arguments::add);
        arguments.add("--user-data-dir=" + directory.resolve("profile").toAbsolutePath());
        String id = starting.send("POST", "", body).path("sessionId").asText();
        return new PersonsBrowser(driver, starting.session + "/" + id);
    }

    /** Opens a page, and whatever it leads to by itself. */
    void open(URI page) {
        send("POST", "/url", JsonNodeFactory.instance.objectNode().put("url", page.toString()));
    }

    /** Where the browser is now. */
    String address() {
        return send("GET", "/url", null).asText();
    }

    /** Tells whether the page has such an element. */
    boolean has(String id) {
        return run("return document.getElementById('" + id + "') !== null").asBoolean();
    }

    /** What a person reads on the page. */
    String text() {
        return run("return document.body.innerText").asText();
    }

    private JsonNode run(String script) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("script", script);
        body.putArray("args");
        return send("POST", "/execute/sync", body);
    }

    /** Types into a field. */
    void type(String id, String text) {
        send(
                "POST",
                "/element/" + find(id) + "/value",
                JsonNodeFactory.instance.objectNode().put("text", text));
    }

    /** Presses a button. */
    void press(String id) {
        send("POST", "/element/" + find(id) + "/click", JsonNodeFactory.instance.objectNode());
    }

    private String find(String id) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("using", "css selector")
                .put("value", "#" + id);
        return send("POST", "/element", body).path(ELEMENT).asText();
    }

    private JsonNode send(String method, String path, @Nullable ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body()).path("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Matcher port(Path output) {
        try {
            return PORT.matcher(Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the browser and what drives it. */
    @Override
    public void close() {
        send("DELETE", "", null);
        driver.destroy();
        Waiting.until(() -> !driver.isAlive());
    }
}
