// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Where a child's classes are.
 *
 * @param classPath the class path of its JVM
 * @param flags further options of its JVM
 */
record ChildCode(String classPath, List<String> flags) {

    ChildCode {
        flags = List.copyOf(flags);
    }

    /** The build wrote down where the children's classes are, so it does not matter which class loader or tool runs the user's code. */
    static ChildCode ofInfrastructure() {
        try (InputStream classPath = resource("child.classpath")) {
            String libraries = new String(classPath.readAllBytes(), StandardCharsets.UTF_8).trim();
            // Started often and briefly: quick to start is better than quick after a minute.
            return new ChildCode(ownClasses() + File.pathSeparator + libraries, List.of("-XX:TieredStopAtLevel=1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A built Quarkus application, run as it would be anywhere, with the watch for its owner beside it. Tests that start it often may give its JVM
     * options in the system property {@code lupa.service.flags}, divided by spaces.
     */
    static ChildCode ofService(Path jar) {
        String flags = System.getProperty("lupa.service.flags", "");
        return new ChildCode(
                ownClasses() + File.pathSeparator + jar,
                flags.isBlank() ? List.of() : List.of(flags.trim().split(" +", -1)));
    }

    private static String ownClasses() {
        Properties build = new Properties();
        try (InputStream properties = resource("build.properties")) {
            build.load(properties);
            return build.getProperty("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = ChildCode.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(
                    name + " is missing: build lupa-local-infrastructure with Maven (process-resources writes it)");
        }
        return stream;
    }
}
