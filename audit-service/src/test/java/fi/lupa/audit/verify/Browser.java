// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chromium without a window, driven as W3C's WebDriver says. Where chromium-driver is not installed its tests are skipped, loudly; where
 * LUPA_BROWSER is set to "required", as .ci/run does, they fail.
 */
public final class Browser implements AutoCloseable {

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    /** Starts one with its profile in that directory, or skips the test. */
    public static Browser start(Path directory) {
        if (!Files.isExecutable(DRIVER)) {
            assertThat(System.getenv("LUPA_BROWSER"))
                    .as("chromium-driver is not installed")
                    .isNotEqualTo("required");
            System.err.println("SKIPPED: the verifier page was NOT tried, because chromium-driver is not installed");
        }
        assumeThat(DRIVER).as("chromium and chromium-driver are installed").isExecutable();
        try {
            Path output = Files.createTempFile(directory, "chromedriver", ".out");
            Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Browser starting = new Browser(driver, "http://127.0.0.1:" + port(output) + "/session");
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ArrayNode arguments = body.putObject("capabilities")
                    .putObject("alwaysMatch")
                    .putObject("goog:chromeOptions")
                    .putArray("args");
            List.of(
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + directory.resolve("profile"))
                    .forEach(arguments::add);
            String id = starting.send("POST", "", body).path("sessionId").asText();
            return new Browser(driver, starting.session + "/" + id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page of a server. */
    public void open(URI page) {
        send("POST", "/url", JsonNodeFactory.instance.objectNode().put("url", page.toString()));
    }

    /** Types into the element that a CSS selector finds, in the place of what was there. */
    public void type(String selector, String text) {
        String element = "/element/" + findBy(selector);
        send("POST", element + "/clear", JsonNodeFactory.instance.objectNode());
        send("POST", element + "/value", JsonNodeFactory.instance.objectNode().put("text", text));
    }

    /** Presses what a CSS selector finds. */
    public void click(String selector) {
        send("POST", "/element/" + findBy(selector) + "/click", JsonNodeFactory.instance.objectNode());
    }

    /** Makes the window that large. */
    public void resize(int width, int height) {
        send(
                "POST",
                "/window/rect",
                JsonNodeFactory.instance.objectNode().put("width", width).put("height", height));
    }

    /** Returns the cookies of the page that is open, as a header. */
    public String cookies() {
        StringBuilder header = new StringBuilder();
        send("GET", "/cookie", JsonNodeFactory.instance.objectNode())
                .forEach(cookie -> header.append(header.isEmpty() ? "" : "; ")
                        .append(cookie.path("name").asText())
                        .append('=')
                        .append(cookie.path("value").asText()));
        return header.toString();
    }

    /** Opens a page. */
    public void open(Path page) {
        send(
                "POST",
                "/url",
                JsonNodeFactory.instance.objectNode().put("url", page.toUri().toString()));
    }

    /** Runs a script in the page and returns what it returns. */
    public JsonNode run(String script) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("script", script);
        body.putArray("args");
        return send("POST", "/execute/sync", body);
    }

    /** Chooses a file as somebody would who sits there. */
    public void choose(String id, Path file) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", file.toString());
        send("POST", "/element/" + find(id) + "/value", body);
    }

    /** Presses a button. */
    public void press(String id) {
        send("POST", "/element/" + find(id) + "/click", JsonNodeFactory.instance.objectNode());
    }

    /** Returns the text of an element once there is one. */
    public String textOnceThere(String id) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            String text = run("return document.getElementById('" + id + "').textContent")
                    .asText();
            if (!text.isEmpty()) {
                return text;
            }
            assertThat(System.nanoTime()).as("nothing in " + id).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private String find(String id) {
        return findBy("#" + id);
    }

    private String findBy(String selector) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("using", "css selector")
                .put("value", selector);
        return send("POST", "/element", body).path(ELEMENT).asText();
    }

    private JsonNode send(String method, String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path))
                .timeout(LIMIT.multipliedBy(2))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
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
            throw new IllegalStateException(e);
        }
    }

    private static String port(Path output) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Matcher said = PORT.matcher(Files.readString(output));
            if (said.find()) {
                return said.group(1);
            }
            assertThat(System.nanoTime()).as(Files.readString(output)).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Ends the browser and what drives it. */
    @Override
    public void close() {
        try {
            send("DELETE", "", JsonNodeFactory.instance.objectNode());
            driver.destroy();
            if (!driver.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
