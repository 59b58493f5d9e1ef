// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered with the services may be, and what changed can be told: the commands of deploy/supply-chain that take a moment. */
class SupplyChainTest {

    private static final int NO_BILL = 2;

    @TempDir
    Path folder;

    private record Run(int status, String said) {}

    /** The bills are written when the services are packaged, so in a build of everything they are there. */
    @Test
    void deliversNoLibraryWhoseLicenceIsNotAllowed() throws Exception {
        // When
        Run run = run("licences");

        // Then
        assumeThat(run.status()).as("SKIPPED: " + run.said()).isNotEqualTo(NO_BILL);
        System.out.println(run.said());
        assertThat(run.status()).as(run.said()).isZero();
    }

    @Test
    void refusesALibrary_whoseLicenceIsNotAllowedOrNotTold() throws Exception {
        // Given
        String bill = """
                {"components": [
                  {"group": "org.example", "name": "free", "version": "1", "licenses": [{"license": {"id": "Apache-2.0"}}]},
                  {"group": "org.example", "name": "either", "version": "1", "licenses": [{"expression": "AGPL-3.0-only OR MIT"}]},
                  {"group": "org.example", "name": "bound", "version": "1", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
                  {"group": "org.example", "name": "silent", "version": "1"}]}""";

        // When
        Run run = run(
                "licences", Files.writeString(folder.resolve("bom.json"), bill).toString());

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.said().lines().filter(line -> line.startsWith("REFUSED")))
                .containsExactly(
                        "REFUSED  org.example:bound:1: AGPL-3.0-only",
                        "REFUSED  org.example:silent:1: no licence in the bill");
    }

    @Test
    void foldsEveryFragmentIntoTheChangelog() throws Exception {
        // When
        Run run = run("changelog");

        // Then
        assertThat(run.status()).as(run.said()).isZero();
        long sentences =
                run.said().lines().filter(line -> line.startsWith("* ")).count();
        assertThat(sentences)
                .isGreaterThanOrEqualTo(
                        Project.files("docs/changes/unreleased", ".yaml").size());
    }

    private Run run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(Project.path("deploy/supply-chain").resolve(command).toString()));
        words.addAll(List.of(arguments));
        Path output = folder.resolve("said.txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }
}
