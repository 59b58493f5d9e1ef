// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code @sigstore/verify} from npm, in the version that src/test/npm locks, installed below target on first use. Where npm or its registry is not
 * there its tests are skipped, loudly; where LUPA_NPM is set to "required", as .ci/run does, they fail.
 */
final class NpmProofs {

    private static final Path SOURCE = Path.of("src/test/npm/proof").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target/npm-proof").toAbsolutePath();
    private static final Path LIBRARY = INSTALLED.resolve("node_modules/@sigstore/verify");

    private NpmProofs() {}

    /** Returns what the foreign program says about a directory. */
    static String verdictOn(Path directory) {
        install();
        return run(List.of("node", INSTALLED.resolve("check.js").toString(), directory.toString()));
    }

    private static synchronized void install() {
        try {
            Files.createDirectories(INSTALLED);
            for (String file : List.of("package.json", "package-lock.json", "check.js")) {
                Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String said = Files.isDirectory(LIBRARY)
                ? ""
                : run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (!Files.isDirectory(LIBRARY)) {
            assertThat(System.getenv("LUPA_NPM")).as(said).isNotEqualTo("required");
            System.err.println("SKIPPED: proofs were NOT checked by @sigstore/verify, because npm cannot install it");
        }
        assumeThat(LIBRARY).as("@sigstore/verify is installed").isDirectory();
    }

    private static String run(List<String> command) {
        try {
            Path output = Files.createTempFile(INSTALLED, "said", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "not there: " + command.get(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
