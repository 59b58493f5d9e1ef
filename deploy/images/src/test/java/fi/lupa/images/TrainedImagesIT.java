// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.TarImage;
import fi.lupa.local.stack.Folder;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.StackPlan;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The files of an image with a cache, taken out of it and started from another folder by the JVM that was trained: no container, but the same files with the
 * same times. Needs a JDK that has such caches.
 */
class TrainedImagesIT {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int FIRST_WITH_CACHES = 25;
    private static final String ONLY_WITH = "-XX:AOTMode=on";

    @TempDir
    static Path folder;

    private static Path trained;
    private static Stack stack;

    @BeforeAll
    static void train() throws IOException {
        assumeThat(Runtime.version().feature())
                .as("SKIPPED: JDK 25 has the caches that are made here, set JAVA_HOME to one")
                .isGreaterThanOrEqualTo(FIRST_WITH_CACHES);
        trained = folder.resolve("trained");
        new Training(ROOT, JAVA, System.out::println).into(trained);
        stack = Stack.start(StackPlan.onFreePorts(ROOT, folder.resolve("stack")), line -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
            Folder.delete(folder.resolve("stack"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void startByTheirCache_whereverTheyStand(Service service) throws Exception {
        Path home = unpacked(service, folder.resolve("elsewhere").resolve(service.title()));

        assertThat(isReady(service, home, ONLY_WITH)).isTrue();
    }

    /** As where the base has another JVM: the cache is passed by and nothing is lost but time. */
    @Test
    void startWithoutTheirCache_whenItIsNotForTheseFiles() throws Exception {
        // Given
        Path home = unpacked(Service.AUDIT, folder.resolve("changed"));
        Files.setLastModifiedTime(home.resolve(FlatApplication.STARTER), FileTime.from(Instant.EPOCH));

        // Then
        assertThatThrownBy(() -> isReady(Service.AUDIT, home, ONLY_WITH)).hasMessageContaining("did not become ready");
        assertThat(isReady(Service.AUDIT, home, "-XX:AOTMode=auto")).isTrue();
    }

    /** Names of classes and members, constants of the code, and where the jars lay at the training: nobody's address, and no key's or setting's place. */
    @ParameterizedTest
    @EnumSource
    void keepNothingOfTheStackThatTheyWereTrainedIn(Service service) throws IOException {
        String kept = Files.readString(Training.cache(trained, service.title()), StandardCharsets.ISO_8859_1);

        assertThat(kept.contains("fi/lupa/" + service.database())).isTrue();
        assertThat(List.of(
                        "@koe.example.fi",
                        "keyset.json",
                        trained.resolve("stack").toString()))
                .filteredOn(kept::contains)
                .isEmpty();
    }

    private static boolean isReady(Service service, Path home, String mode) throws IOException {
        stack.service(service).stop();
        List<String> options = List.of(mode, "-XX:AOTCache=" + home.resolve("start.aot"));
        try (TrainedRun run =
                new TrainedRun(JAVA, options, home.resolve(FlatApplication.STARTER), stack.settingsFile(service))) {
            run.awaitReady(stack.service(service).port());
            run.stop();
            return true;
        }
    }

    private static Path unpacked(Service service, Path into) throws Exception {
        ServiceImage image = ServiceImage.of(ROOT, "trained").stream()
                .filter(one -> one.service().equals(service.title()))
                .findFirst()
                .orElseThrow();
        Path tar = Files.createTempFile(folder, "image", ".tar");
        image.buildTrained(
                ServiceImage.SCRATCH, trained, Containerizer.to(TarImage.at(tar).named("a")));
        try (TarArchiveInputStream parts = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                if (part.getName().endsWith(".gz")) {
                    unpack(new GZIPInputStream(new ByteArrayInputStream(parts.readAllBytes())), into);
                }
            }
        }
        return into.resolve("deployments");
    }

    private static void unpack(InputStream layer, Path into) throws IOException {
        try (TarArchiveInputStream files = new TarArchiveInputStream(new BufferedInputStream(layer))) {
            for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                Path at = into.resolve(file.getName().replaceFirst("^/", ""));
                if (!file.isDirectory()) {
                    Files.createDirectories(at.getParent());
                    Files.copy(files, at);
                    Files.setLastModifiedTime(at, file.getLastModifiedTime());
                }
            }
        }
    }
}
