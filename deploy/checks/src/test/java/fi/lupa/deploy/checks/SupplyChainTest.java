// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered with the services may be, and what changed can be told: the commands of deploy/supply-chain that take a moment. */
class SupplyChainTest {

    private static final int NO_BILL = 2;
    private static final String JAR = "audit-service/target/audit.jar";
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern TIME_OF_JARS =
            Pattern.compile("<project\\.build\\.outputTimestamp>([^<]+)</project\\.build\\.outputTimestamp>");

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

    /** Without it every entry of every jar carries the minute of its building, and no two builds are the same. */
    @Test
    void givesJarsTheTimeThatTheProjectSays_notTheOneOfTheirBuilding() {
        // Given
        Matcher time = TIME_OF_JARS.matcher(Project.text("pom.xml"));
        Stream<String> modules = MODULE.matcher(Project.text("pom.xml"))
                .results()
                .map(module -> Project.text(module.group(1) + "/pom.xml"));

        // Then
        assertThat(time.find()).isTrue();
        assertThat(Instant.parse(time.group(1))).isBefore(Instant.now());
        assertThat(modules).hasSizeGreaterThan(8).noneMatch(pom -> pom.contains("outputTimestamp"));
        assertThat(Project.text("pom.xml")).contains("<includeBomSerialNumber>false</includeBomSerialNumber>");
        assertThat(Project.SERVICES)
                .allSatisfy(service -> assertThat(Project.text(service + "/src/main/resources/application.properties"))
                        .doesNotContain("quarkus.package.output-timestamp"));
    }

    @Test
    void namesWhatDiffersBetweenTwoBuilds_andAllowsOnlyWhatIsListed() throws Exception {
        // Given
        Path one = build("one", "said=1", "time=1");
        Path another = build("another", "said=2", "time=1");
        Path known = Files.writeString(folder.resolve("known.txt"), "");

        // When
        Run same = run("reproducible", "--known", known.toString(), "--compare", one.toString(), one.toString());
        Run different =
                run("reproducible", "--known", known.toString(), "--compare", one.toString(), another.toString());
        Files.writeString(known, JAR + "!said.txt | it says so\n");
        Run listed = run("reproducible", "--known", known.toString(), "--compare", one.toString(), another.toString());
        Files.writeString(known, JAR + "!said.txt | it says so\n" + JAR + "!gone.txt | it was there\n");
        Run gone = run("reproducible", "--known", known.toString(), "--compare", one.toString(), another.toString());

        // Then
        assertThat(same.status()).as(same.said()).isZero();
        assertThat(different.status()).isEqualTo(1);
        assertThat(different.said().lines().filter(line -> line.startsWith("DIFFERENT")))
                .containsExactly("DIFFERENT  " + JAR + "!said.txt");
        assertThat(listed.status()).as(listed.said()).isZero();
        assertThat(gone.status()).isEqualTo(1);
        assertThat(gone.said()).contains("NOT THERE  " + JAR + "!gone.txt");
    }

    /** What a build of one file in one jar leaves behind. */
    private Path build(String name, String... texts) throws IOException {
        Path jar = folder.resolve(name).resolve(JAR);
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String text : texts) {
                ZipEntry entry = new ZipEntry(text.substring(0, text.indexOf('=')) + ".txt");
                entry.setTimeLocal(LocalDateTime.of(2026, 11, 22, 0, 0));
                zip.putNextEntry(entry);
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return folder.resolve(name);
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
