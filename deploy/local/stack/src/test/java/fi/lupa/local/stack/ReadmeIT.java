// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the README says is run: each request is sent as written, and the answer printed below it is in the real answer. */
class ReadmeIT {

    private static final Path README = Path.of(System.getProperty("lupa.root"), "README.md");
    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\\$\\(deploy/local/token ([a-z-]+)\\)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StartedStack lupa = StartedStack.get();

    @Test
    void answersAsTheReadmeSays() throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(README)).results().toList();
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            String command = blocks.get(i).group(2);
            if (!command.startsWith("curl")) {
                continue;
            }
            requests.add(command);
            boolean isAnswered =
                    i + 1 < blocks.size() && blocks.get(i + 1).group(1).equals("json");
            String said = isAnswered ? blocks.get(i + 1).group(2) : "{}";
            Waiting.until(() -> differences(said, command).isEmpty());
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void noticesAWrongAnswer() throws IOException {
        JsonNode said = JSON.readTree("{\"decision\":\"ALLOW\",\"records\":[{\"state\":\"GIVEN\"}]}");
        JsonNode given = JSON.readTree("{\"decision\":\"DENY\",\"records\":[]}");
        assertThat(missing(said, given, "")).hasSize(2);
    }

    /** Asked again until it fits: a person pastes more slowly than a fact travels, a test does not. */
    private List<String> differences(String said, String command) {
        try {
            JsonNode answer = JSON.readTree(run(here(command)));
            if (answer.has("traceId") && answer.has("code")) {
                return List.of("a problem: " + answer);
            }
            List<String> differences = missing(JSON.readTree(said), answer, "");
            differences.forEach(System.out::println);
            return answer.isEmpty() ? List.of("no answer") : differences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The command with this run's ports and tokens. */
    private String here(String command) {
        String local = command;
        for (Map.Entry<String, Service> port : Map.of(
                        "8081", Service.CONSENT, "8082", Service.PREFERENCE, "8083", Service.AUDIT)
                .entrySet()) {
            local = local.replace(
                    "http://127.0.0.1:" + port.getKey(), lupa.stack().url(port.getValue()));
        }
        return TOKEN.matcher(local).replaceAll(match -> lupa.api().token(match.group(1)));
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return answer;
    }

    /** The places where what is said is not what was given; members that are not said do not matter. */
    private static List<String> missing(JsonNode said, JsonNode given, String at) {
        if (said.isObject()) {
            return said.properties().stream()
                    .flatMap(member ->
                            missing(member.getValue(), given.path(member.getKey()), at + "/" + member.getKey())
                                    .stream())
                    .toList();
        }
        if (said.isArray()) {
            return StreamSupport.stream(said.spliterator(), false)
                    .flatMap(item -> missing(item, given.path(0), at + "/0").stream())
                    .toList();
        }
        return said.equals(given) ? List.of() : List.of(at + ": " + given + " instead of " + said);
    }
}
