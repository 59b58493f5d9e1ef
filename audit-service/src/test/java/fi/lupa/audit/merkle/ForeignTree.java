// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Go's own implementation of signed notes and trees, as Debian packages it; where it is not installed, its tests are skipped. */
public final class ForeignTree {

    private static final Path DEBIANS_GO_SOURCES = Path.of("/usr/share/gocode");
    private static final Path LIBRARY = DEBIANS_GO_SOURCES.resolve("src/golang.org/x/mod/sumdb/tlog");

    private static final Set<String> BUILT = new HashSet<>();

    private ForeignTree() {}

    /** Returns what the foreign program says about a directory. */
    public static String verdictOn(Path directory) {
        return run(List.of(program("tlog").toString(), directory.toString()), directory);
    }

    /** Returns what it says about an extract. */
    public static String verdictOnExtract(Path file) {
        return run(
                List.of(program("extract").toString(), file.toString()),
                Path.of("target").toAbsolutePath());
    }

    /** Returns a program of src/test/go, built once; skips the test where Go is not installed. */
    public static synchronized Path program(String name) {
        assumeThat(LIBRARY)
                .as("golang-go and golang-golang-x-mod-dev are installed")
                .isDirectory();
        Path program = Path.of("target/foreign-" + name).toAbsolutePath();
        if (BUILT.add(name)) {
            Path source = Path.of("src/test/go", name).toAbsolutePath();
            String said = run(List.of("go", "build", "-o", program.toString(), "."), source);
            assertThat(program).as(said).isExecutable();
        }
        return program;
    }

    private static String run(List<String> command, Path directory) {
        try {
            Path output = Files.createTempFile(Path.of("target").toAbsolutePath(), "foreign", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("GO111MODULE", "off");
            builder.environment().put("GOPATH", DEBIANS_GO_SOURCES.toString());
            builder.environment()
                    .put("GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());
            Process process = builder.start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("the foreign program does not end");
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
