// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Someone who has files, Python 3 and openssl, and nothing of ours but a script to read first. */
public final class Stranger {

    private static final Path SCRIPT = Path.of("../deploy/verify/verify.py").toAbsolutePath();

    private Stranger() {}

    /** Returns what the script prints. */
    public static String verdict(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    /** Returns what the script for whole extracts prints. */
    public static String bundleVerdict(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("python3", SCRIPT.resolveSibling("bundle.py").toString()));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    /** Returns what a shell prints. */
    public static String shell(Path directory, String script) {
        return run(directory, List.of("bash", "-c", script));
    }

    private static String run(Path directory, List<String> command) {
        try {
            Path output = Files.createTempFile(directory, "verdict", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the check does not end");
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
