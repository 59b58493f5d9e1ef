// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directories of test runs, named by process id; those of runs that have ended are removed when the next one begins. */
final class RunDirectories {

    private RunDirectories() {}

    static Path of(Path parent, long pid) {
        Path own = parent.resolve(Long.toString(pid));
        if (!Files.exists(own)) {
            if (Files.exists(parent)) {
                for (Path run : ended(parent)) {
                    endProcesses(run);
                    delete(run);
                }
            }
            try {
                Files.createDirectories(own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return own;
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that was being held when its owner was killed could not see that: it is ended here. */
    private static void endProcesses(Path run) {
        try (Stream<Path> parts = Files.list(run)) {
            parts.flatMap(part -> ChildProcess.processOf(part).stream())
                    .map(ChildProcess::treeOf)
                    .forEach(Signal.KILL::send);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> ended(Path parent) {
        try (Stream<Path> runs = Files.list(parent)) {
            return runs.filter(run -> run.getFileName().toString().matches("\\d+"))
                    .filter(run -> ProcessHandle.of(
                                    Long.parseLong(run.getFileName().toString()))
                            .isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
