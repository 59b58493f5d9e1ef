// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of a process and its children, from the system's own books. */
public final class Memory {

    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    private Memory() {}

    /** The resident set in megabytes; what several processes share counts once for each of them. */
    public static double residentMegabytes(long pid) {
        return sum(pid, "status", "VmRSS:");
    }

    /** The proportional set in megabytes: what several processes share is divided among them. */
    public static double proportionalMegabytes(long pid) {
        return sum(pid, "smaps_rollup", "Pss:");
    }

    private static double sum(long pid, String book, String field) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .mapToLong(process -> kilobytes(process.pid(), book, field))
                        .sum()
                / KILOBYTES_PER_MEGABYTE;
    }

    private static long kilobytes(long pid, String book, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), book))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException justGone) {
            return 0;
        }
    }
}
