// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one child process is started with.
 *
 * @param name the part's name as people say it
 * @param mainClass simple name of its main class in {@code child}
 * @param heap the largest heap, as {@code -Xmx} takes it
 * @param code where its classes are, and how its JVM is tuned
 * @param dir its directory: data, log and markers
 * @param port the port it serves on 127.0.0.1
 * @param settings further settings, handed over as system properties
 */
record ChildSpec(
        String name, String mainClass, String heap, ChildCode code, Path dir, int port, Map<String, String> settings) {

    private static final String PACKAGE = "fi.lupa.local.infrastructure.child.";

    ChildSpec {
        settings = Map.copyOf(settings);
        dir = dir.toAbsolutePath();
    }

    /** A part of the infrastructure. */
    ChildSpec(String name, String mainClass, String heap, Path dir, int port, Map<String, String> settings) {
        this(name, mainClass, heap, ChildCode.ofInfrastructure(), dir, port, settings);
    }

    List<String> command(long owner) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", code.classPath(), "-Xmx" + heap, "-XX:+UseSerialGC"));
        command.addAll(code.flags());
        command.addAll(List.of("-Xshare:auto", "-Duser.timezone=UTC", "-Djava.awt.headless=true"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        command.add("-Dlupa.owner=" + owner);
        command.add("-Dlupa.dir=" + dir);
        command.add("-Dlupa.port=" + port);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(PACKAGE + mainClass);
        return command;
    }
}
