// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No address is ever in a log file, and each capture can be found there by its subject id. */
class LogFilesIT {

    /** Test addresses only: what a log line may never hold. The catcher's own log is its business to deliver mail, so it is scanned too. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]*example\\.fi|\\+35850[0-9 ]{6,}|131052-308T");

    private final StartedStack lupa = StartedStack.get();

    @Test
    void holdsNoAddress() throws IOException {
        // Given
        Caller tool = lupa.as("marketing-tool", "kysely");
        Api.Answer given = tool.gives(FirstPathIT.somebody(), "product-updates");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        Api.Answer refused =
                tool.record("/v1/consents", tool.choice("nonsense", "GIVEN").put("email", "vuoto@example.fi"), "k");
        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        Path consent = lupa.stack().service(Service.CONSENT).logFile();
        Waiting.until(
                () -> text(consent).contains(given.body().path("subjectId").asText()));

        // When
        List<String> found = new ArrayList<>();
        for (Path log : lupa.logFiles()) {
            found.addAll(addressesIn(log));
        }

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void findsAPlantedAddress(@org.junit.jupiter.api.io.TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("planted.log"), "INFO stored maija@example.fi\n");
        assertThat(addressesIn(log)).hasSize(1);
    }

    @Test
    void leavesALineForEachCapture() {
        // Given
        Api.Answer given = lupa.as("marketing-tool", "kysely").gives(FirstPathIT.somebody(), "product-updates");
        String subject = given.body().path("subjectId").asText();

        // When
        Path log = lupa.stack().service(Service.CONSENT).logFile();

        // Then
        assertThat(subject).startsWith("sub_");
        Waiting.until(() -> text(log).contains(subject));
    }

    private static List<String> addressesIn(Path log) {
        return ADDRESS.matcher(text(log))
                .results()
                .map(match -> log.getFileName() + ": " + match.group())
                .toList();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
