// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import io.quarkus.bootstrap.runner.SerializedApplication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A built Quarkus application laid out so that the JVM's own class loader loads all of it, which is what a cache of loaded classes (JEP 483, JEP 514)
 * needs: Quarkus' own start has a loader of its own, and of its classes little could be kept. {@code start.jar} names the jars in the order in which
 * Quarkus' loader looks into them: what the build changed before what it was made from.
 *
 * @param folder where it is laid out
 */
record FlatApplication(Path folder) {

    static final String STARTER = "start.jar";

    /** What images give every file. A cache is refused when a jar has another time than at its making. */
    static final Instant TIME = Instant.ofEpochSecond(1);

    private static final String MAIN_CLASS = "quarkus/quarkus-application.dat";
    private static final List<String> FIRST =
            List.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar");
    private static final List<String> PARTS = List.of("app", "lib/boot", "lib/main");

    /**
     * Copies the jars of a built application ({@code target/quarkus-app}) and writes what starts them.
     *
     * @throws IOException if a file cannot be read or written, or the application is not one that Quarkus built
     */
    static FlatApplication lay(Path built, Path folder) throws IOException {
        List<String> jars = jars(built);
        for (String jar : jars) {
            Path copy = folder.resolve(jar);
            Files.createDirectories(copy.getParent());
            Files.copy(built.resolve(jar), copy);
            Files.setLastModifiedTime(copy, FileTime.from(TIME));
        }
        Path starter = folder.resolve(STARTER);
        new JarOutputStream(Files.newOutputStream(starter), manifest(mainClass(built), jars)).close();
        Files.setLastModifiedTime(starter, FileTime.from(TIME));
        return new FlatApplication(folder);
    }

    private static List<String> jars(Path built) throws IOException {
        List<String> jars = new ArrayList<>(
                FIRST.stream().filter(jar -> Files.exists(built.resolve(jar))).toList());
        for (String part : PARTS) {
            try (Stream<Path> files = Files.list(built.resolve(part))) {
                files.map(file -> built.relativize(file).toString())
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    private static String mainClass(Path built) throws IOException {
        try (InputStream application = Files.newInputStream(built.resolve(MAIN_CLASS))) {
            SerializedApplication read = SerializedApplication.read(application, built);
            read.getRunnerClassLoader().close();
            return read.getMainClass();
        }
    }

    private static Manifest manifest(String mainClass, List<String> jars) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
        // As Quarkus' own starter says: its threads put their thread locals back.
        attributes.put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
        attributes.put(Attributes.Name.CLASS_PATH, jars.stream().collect(Collectors.joining(" ")));
        return manifest;
    }

    Path starter() {
        return folder.resolve(STARTER);
    }
}
