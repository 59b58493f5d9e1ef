// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The image of one service.
 *
 * @param service its name
 * @param port the port it serves
 * @param target the folder that Maven built it into
 * @param version the version that the image is labelled with
 */
record ServiceImage(String service, int port, Path target, String version) {

    /** A number, so that a cluster can see that it is not root. */
    static final String USER = "10001:10001";

    /** The base that is no image at all: to look at what we put in, where no base can be fetched. It has no Java and does not run. */
    static final String SCRATCH = "scratch";

    private static final String HOME = "/deployments";
    private static final String BILL = "bom.json";
    private static final String CACHE = "start.aot";
    /** The parts of a Quarkus application, those first that change seldom. */
    private static final List<String> PARTS = List.of("lib", "quarkus", "app");

    /** All three services of a source tree. */
    static List<ServiceImage> of(Path root, String version) {
        return List.of(
                of(root, "consent-service", 8081, version),
                of(root, "preference-service", 8082, version),
                of(root, "audit-service", 8083, version));
    }

    private static ServiceImage of(Path root, String service, int port, String version) {
        return new ServiceImage(service, port, root.resolve(service).resolve("target"), version);
    }

    /** Makes the image on a base and gives it to whoever takes it; returns its digest. */
    String build(String base, Containerizer taker)
            throws IOException, InterruptedException, ExecutionException, RegistryException,
                    CacheDirectoryCreationException, InvalidImageReferenceException {
        JibContainerBuilder image = on(base);
        PARTS.forEach(part -> image.addFileEntriesLayer(layer(application(), part)));
        return finish(
                image.addFileEntriesLayer(starter(application().resolve("quarkus-run.jar")))
                        .setEntrypoint("java", "-jar", HOME + "/quarkus-run.jar"),
                taker);
    }

    /** The same from what {@link Training} left in a folder: starts in a fraction of the time where the base has the JVM that was trained. */
    String buildTrained(String base, Path trained, Containerizer taker)
            throws IOException, InterruptedException, ExecutionException, RegistryException,
                    CacheDirectoryCreationException, InvalidImageReferenceException {
        FlatApplication flat = Training.application(trained, service);
        AbsoluteUnixPath cache = AbsoluteUnixPath.get(HOME + "/" + CACHE);
        JibContainerBuilder image = on(base);
        PARTS.forEach(part -> image.addFileEntriesLayer(layer(flat.folder(), part)));
        FileEntriesLayer kept = FileEntriesLayer.builder()
                .setName("cache")
                .addEntry(Training.cache(trained, service), cache)
                .build();
        return finish(
                image.addFileEntriesLayer(starter(flat.starter()))
                        .addFileEntriesLayer(kept)
                        .setEntrypoint("java", "-XX:AOTCache=" + cache, "-jar", HOME + "/" + FlatApplication.STARTER),
                taker);
    }

    private static JibContainerBuilder on(String base) throws InvalidImageReferenceException {
        return base.equals(SCRATCH) ? Jib.fromScratch() : Jib.from(base);
    }

    private String finish(JibContainerBuilder image, Containerizer taker)
            throws IOException, InterruptedException, ExecutionException, RegistryException,
                    CacheDirectoryCreationException {
        return image.setWorkingDirectory(AbsoluteUnixPath.get(HOME))
                .setUser(USER)
                .setExposedPorts(Set.of(Port.tcp(port)))
                .setEnvironment(Map.of("LANG", "C.UTF-8", "TZ", "UTC"))
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        "lupa/" + service,
                        "org.opencontainers.image.version",
                        version,
                        "org.opencontainers.image.licenses",
                        "Apache-2.0"))
                .setCreationTime(Instant.EPOCH)
                .containerize(taker.setToolName("lupa"))
                .getDigest()
                .toString();
    }

    private static FileEntriesLayer layer(Path application, String part) {
        Path folder = application.resolve(part);
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted()
                    .forEach(file -> layer.addEntry(
                            file, AbsoluteUnixPath.get(HOME + "/" + part).resolve(folder.relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return layer.build();
    }

    private FileEntriesLayer starter(Path jar) {
        Path bill = target.resolve(BILL);
        if (!Files.exists(bill)) {
            throw new IllegalStateException(bill + " is missing: build with -Pimage");
        }
        return FileEntriesLayer.builder()
                .setName("starter")
                .addEntry(jar, AbsoluteUnixPath.get(HOME + "/" + jar.getFileName()))
                .addEntry(bill, AbsoluteUnixPath.get(HOME + "/" + BILL))
                .build();
    }

    private Path application() {
        return target.resolve("quarkus-app");
    }
}
