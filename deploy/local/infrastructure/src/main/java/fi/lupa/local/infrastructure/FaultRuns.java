// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The runs that ended well, one line each, in the file that {@code -Dlupa.faults.runs} names: what is promised of a million is the sum over runs,
 * each with a seed of its own. A run that finds something adds nothing: it has failed.
 */
public final class FaultRuns {

    private FaultRuns() {}

    /**
     * Adds a run, unless no file is named.
     *
     * @param faults how often something was killed or held
     * @param checked how much was checked meanwhile: pairs of a write and a question, or facts that were sent
     */
    public static void add(String test, long seed, int faults, long checked) {
        String file = System.getProperty("lupa.faults.runs", "");
        if (file.isEmpty()) {
            return;
        }
        String line = String.join(
                ",",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(),
                test,
                Long.toString(seed),
                Integer.toString(faults),
                Long.toString(checked));
        try {
            Files.write(Path.of(file), List.of(line), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(new File(System.getProperty("lupa.root")))
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
