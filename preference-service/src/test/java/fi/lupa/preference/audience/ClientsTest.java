// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fi.lupa.preference.support.ListClient;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients that send everything before they read anything (M13): the JDK's and Python's, both on HTTP/1.1. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class ClientsTest {

    private static final byte[] THOUSAND =
            "{\"value\":\"anna@example.fi\"}\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    private static final int SHORT = 2;
    private static final int LONG = 300;
    private static final String PYTHON = """
            import http.client, sys
            def lines():
                for _ in range(int(sys.argv[4])):
                    yield b'{"value":"anna@example.fi"}\\n' * 1000
            client = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
            client.request('POST', sys.argv[2], body=lines(), encode_chunked=True, headers={
                'Authorization': 'Bearer ' + sys.argv[3], 'Content-Type': 'application/x-ndjson',
                'Transfer-Encoding': 'chunked', 'Prefer': sys.argv[5]})
            answer = client.getresponse()
            body = answer.read().splitlines()
            print(answer.status, body[-1].decode() if body else answer.getheader('Location'))
            """;

    private final World world = World.withFreshness("PT1H");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void know() {
        world.publish(world.consented("anna@example.fi"));
        Until.holds(
                "the person is known",
                () -> world.ask("anna@example.fi", "").asString().contains("\"ALLOW\""));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void jdkClient_isAnsweredOrToldToRead() throws Exception {
        // When
        HttpResponse<String> answered = jdk(SHORT, "");
        HttpResponse<String> told = jdk(LONG, "");
        HttpResponse<String> kept = jdk(LONG, "respond-async");

        // Then
        assertThat(last(answered.body())).contains("\"status\":\"COMPLETE\"").contains("\"ALLOW\":2000");
        assertThat(last(told.body())).contains("CLIENT_DOES_NOT_READ");
        assertThat(kept.statusCode()).isEqualTo(202);
        assertThat(get(kept.headers().firstValue("Location").orElseThrow())).contains("\"ALLOW\":300000");
    }

    @Test
    void pythonClient_isAnsweredOrToldToRead() throws Exception {
        assumeTrue(hasPython(), "python3 is needed");

        // Then
        assertThat(python(SHORT, "")).startsWith("200 ").contains("\"ALLOW\":2000");
        assertThat(python(LONG, "")).startsWith("200 ").contains("CLIENT_DOES_NOT_READ");
        String kept = python(LONG, "respond-async");
        assertThat(kept).startsWith("202 /v1/audience-checks/");
        assertThat(get(kept.substring("202 ".length()))).contains("\"ALLOW\":300000");
    }

    private HttpResponse<String> jdk(int thousands, String prefer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/audience-checks" + ListClient.QUESTION))
                .header("Authorization", "Bearer " + access())
                .header("Content-Type", ListClient.NDJSON)
                .header("Prefer", prefer)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(thousands, THOUSAND)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + access())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String python(int thousands, String prefer) throws IOException, InterruptedException {
        Path output = Files.createTempFile("python", ".txt");
        Process python = new ProcessBuilder(
                        "python3",
                        "-c",
                        PYTHON,
                        Integer.toString(port()),
                        "/v1/audience-checks" + ListClient.QUESTION,
                        access(),
                        Integer.toString(thousands),
                        prefer)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        python.waitFor();
        return Files.readString(output).trim();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String access() {
        return world.access("marketing-tool", List.of(World.CONTROLLER), "decision:read");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    private static String last(String body) {
        return body.substring(body.lastIndexOf('\n', body.length() - 2) + 1);
    }
}
