// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a figure was measured on, without names of hosts, users or folders. */
public final class Machine {

    private Machine() {}

    /** This machine, with the version of the sources in this folder. */
    public static Map<String, Object> describe(Path root) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", field(Path.of("/proc/cpuinfo"), "model name"));
        machine.put("memory", field(Path.of("/proc/meminfo"), "MemTotal"));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("jdkOfLoad", Runtime.version().toString());
        machine.put(
                "loadAverageBefore",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        machine.put("revision", revision(root));
        return machine;
    }

    /** The JVM of a process: its version and how it is tuned. */
    public static String jvmOf(long pid) {
        String version = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> field(Path.of(command).resolveSibling("../release"), "JAVA_VERSION="))
                .orElse("unknown");
        return ("JDK " + version + " " + tuning(pid)).strip();
    }

    private static String tuning(long pid) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            String[] arguments = new String(line, StandardCharsets.UTF_8).split("\0", -1);
            return Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith("-X") && !argument.contains("/"))
                    .collect(Collectors.joining(" "));
        } catch (IOException noSuchFileSystem) {
            return "";
        }
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length())
                            .replaceAll("[:=\"\\s]+", " ")
                            .strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException noSuchFile) {
            return "unknown";
        }
    }

    private static String revision(Path root) {
        List<String> command = List.of("git", "-C", root.toString(), "describe", "--always", "--dirty");
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty() ? "unknown" : answer;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
