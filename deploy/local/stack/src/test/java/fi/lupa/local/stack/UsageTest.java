// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of {@code deploy/local} says how it is called, and does nothing when it is called otherwise. */
class UsageTest {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));
    private static final Path COMMANDS = ROOT.resolve("deploy/local");

    @TempDir
    Path path;

    private record Said(int code, String text) {}

    static Stream<String> commands() throws IOException {
        try (Stream<Path> files = Files.list(COMMANDS)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> file.getFileName().toString())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tellsHowItIsCalled_withoutBuildingOrStartingAnything(String command) throws Exception {
        // Given: a path with neither Java nor Maven on it
        for (String tool : List.of("bash", "basename", "cat", "dirname", "python3")) {
            Files.createSymbolicLink(path.resolve(tool), found(tool));
        }

        // When
        Said said = run(List.of(COMMANDS.resolve(command).toString(), "--help"), path.toString());

        // Then
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).containsAnyOf("deploy/local/" + command, "usage: bundle.py");
    }

    @ParameterizedTest
    @CsvSource({
        "up, --frehs",
        "up, kafka",
        "down, --now",
        "status, consent-service",
        "pause, --all",
        "resume, -v",
        "token, --client",
        "mail, --all",
        "persons, kysely",
        "drill, --restore",
        "drill, everything",
        "dump, --all",
    })
    void refusesWhatItDoesNotKnow(String command, String argument) throws Exception {
        Said said = launch(command, argument);
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains(argument).contains(Usage.text(command));
    }

    @ParameterizedTest
    @CsvSource({"token", "pause", "resume", "drill"})
    void refusesToGuess_whenAWordIsMissing(String command) throws Exception {
        Said said = launch(command);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("something is missing").contains(Usage.text(command));
    }

    @Test
    void hasAUsageForEachCommand_andNoOther() throws Exception {
        Said said = launch("dance");
        assertThat(said.code()).isEqualTo(2);
        try (Stream<Path> texts = Files.list(ROOT.resolve("deploy/local/stack/src/main/resources/usage"))) {
            List<String> named = texts.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
            assertThat(commands().filter(command -> !command.equals("verify")))
                    .containsExactlyInAnyOrderElementsOf(named);
            assertThat(named).allMatch(command -> said.text().contains(command));
        }
    }

    /** The launcher itself; the script before it may build. */
    private Said launch(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(List.of(arguments));
        call.add(1, path.toString());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(text, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(call);
            assertThat(path).as("nothing was begun").isEmptyDirectory();
            return new Said(code, text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private static Path found(String tool) {
        String path = "/usr/bin" + File.pathSeparator + System.getenv("PATH");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Said run(List<String> command, String path) throws IOException, InterruptedException {
        File output = File.createTempFile("usage", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("PATH", path);
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }
}
