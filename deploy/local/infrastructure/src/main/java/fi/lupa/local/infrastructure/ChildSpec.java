// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What one child process is started with.
 *
 * @param name the part's name as people say it
 * @param mainClass simple name of its main class in {@code child}
 * @param heap the largest heap, as {@code -Xmx} takes it
 * @param dir its directory: data, log and markers
 * @param port the port it serves on 127.0.0.1
 * @param settings further settings, handed over as system properties
 */
record ChildSpec(String name, String mainClass, String heap, Path dir, int port, Map<String, String> settings) {

    private static final String PACKAGE = "fi.lupa.local.infrastructure.child.";

    ChildSpec {
        settings = Map.copyOf(settings);
        dir = dir.toAbsolutePath();
    }

    List<String> command(long owner) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
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

    /** The build wrote down where the children's classes are, so it does not matter which class loader or tool runs the user's code. */
    private static String classPath() {
        Properties build = new Properties();
        try (InputStream properties = resource("build.properties");
                InputStream classPath = resource("child.classpath")) {
            build.load(properties);
            return build.getProperty("classes")
                    + File.pathSeparator
                    + new String(classPath.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = ChildSpec.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(
                    name + " is missing: build lupa-local-infrastructure with Maven (process-resources writes it)");
        }
        return stream;
    }
}
