// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the images that we make, whatever they stand on: made on no base, from the services as they were built. Nothing is run. */
class ImagesIT {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private record Content(JsonNode config, Map<String, TarArchiveEntry> files, Map<String, byte[]> bytes) {}

    static Stream<ServiceImage> images() {
        return ServiceImage.of(ROOT, System.getProperty("lupa.version")).stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void runTheServiceAsNobody_fromTheFilesThatMavenBuilt(ServiceImage image) throws Exception {
        // When
        Path tar = folder.resolve("image.tar");
        String digest = image.build(
                ServiceImage.SCRATCH, Containerizer.to(TarImage.at(tar).named("lupa/" + image.service())));
        Content content = read(tar);

        // Then
        JsonNode config = content.config().get("config");
        assertThat(config.get("User").asText()).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(config.get("Entrypoint").toString())
                .isEqualTo("[\"java\",\"-jar\",\"/deployments/quarkus-run.jar\"]");
        assertThat(config.get("ExposedPorts").has(image.port() + "/tcp")).isTrue();
        assertThat(Files.readString(ROOT.resolve(image.service()).resolve("src/main/resources/application.properties")))
                .contains("quarkus.http.port=" + image.port() + "\n");
        assertThat(content.config().get("created").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(content.files()).containsKeys("deployments/quarkus-run.jar", "deployments/bom.json");
        assertThat(names(content)).isEqualTo(built(image));
        assertThat(digest).startsWith("sha256:");
    }

    @ParameterizedTest
    @MethodSource("images")
    void areTheSame_whenTheyAreMadeTwice(ServiceImage image) throws Exception {
        String once = image.build(
                ServiceImage.SCRATCH,
                Containerizer.to(TarImage.at(folder.resolve("a")).named("a")));
        String twice = image.build(
                ServiceImage.SCRATCH,
                Containerizer.to(TarImage.at(folder.resolve("b")).named("a")));
        assertThat(once).isEqualTo(twice);
    }

    @ParameterizedTest
    @MethodSource("images")
    void holdNoSecret_andNothingThatAnybodyMayWrite(ServiceImage image) throws Exception {
        Path tar = folder.resolve("image.tar");
        image.build(ServiceImage.SCRATCH, Containerizer.to(TarImage.at(tar).named("a")));
        Content content = read(tar);

        assertThat(content.files()).allSatisfy((name, entry) -> {
            assertThat(entry.getMode() & 0022).as(name).isZero();
            assertThat(entry.getLongUserId()).as(name).isZero();
            assertThat(name).doesNotMatch(".*\\.(pem|p12|jks|key|env|properties)$");
        });
        assertThat(content.config().get("config").get("Env").toString()).doesNotContainIgnoringCase("password");
        assertThat(content.config().toString()).doesNotContain(ROOT.toString());
    }

    @ParameterizedTest
    @MethodSource("images")
    void carryTheBillOfMaterialsOfAllTheirLibraries(ServiceImage image) throws Exception {
        // Given
        Path tar = folder.resolve("image.tar");
        image.build(ServiceImage.SCRATCH, Containerizer.to(TarImage.at(tar).named("a")));
        Content content = read(tar);

        // When
        JsonNode bill = JSON.readTree(content.bytes().get("deployments/bom.json"));
        List<String> listed = bill.get("components").findValuesAsText("name");

        // Then
        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("lupa-" + image.service());
        for (String name : content.files().keySet()) {
            if (name.startsWith("deployments/lib/") && name.endsWith(".jar")) {
                assertThat(listed).as(name).anyMatch(component -> name.contains("." + component + "-"));
            }
        }
    }

    private static List<String> names(Content content) {
        return content.files().entrySet().stream()
                .filter(file -> !file.getValue().isDirectory())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("deployments/bom.json"))
                .map(name -> name.substring("deployments/".length()))
                .sorted()
                .toList();
    }

    /** The application, but for the list of its dependencies, which is for people. */
    private static List<String> built(ServiceImage image) throws IOException {
        Path application = image.target().resolve("quarkus-app");
        try (Stream<Path> files = Files.walk(application)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> application.relativize(file).toString())
                    .filter(name -> !name.equals("quarkus-app-dependencies.txt"))
                    .sorted()
                    .toList();
        }
    }

    private static Content read(Path tar) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        entries(Files.newInputStream(tar), new LinkedHashMap<>(), parts);
        JsonNode manifest = JSON.readTree(parts.get("manifest.json")).get(0);
        Map<String, TarArchiveEntry> files = new TreeMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (JsonNode layer : manifest.get("Layers")) {
            byte[] packed = parts.get(layer.asText());
            entries(new GZIPInputStream(new ByteArrayInputStream(packed)), files, bytes);
        }
        return new Content(JSON.readTree(parts.get(manifest.get("Config").asText())), files, bytes);
    }

    private static void entries(InputStream stream, Map<String, TarArchiveEntry> files, Map<String, byte[]> bytes)
            throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(stream))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName().replaceFirst("^/", ""), entry);
                bytes.put(entry.getName().replaceFirst("^/", ""), tar.readAllBytes());
            }
        }
    }
}
