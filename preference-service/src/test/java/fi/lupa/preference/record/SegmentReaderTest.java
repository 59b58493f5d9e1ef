// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentReaderTest {

    private static final int LINES = 400;
    private static final int LONGEST = 200_000;
    private static final String RECORD =
            "{\"at\":\"2026-11-22T10:00:00.000Z\",\"tenant\":\"018f2f3a-1111-4000-8000-0000000000aa\","
                    + "\"client\":\"mailer\",\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"addressee\":\"%d-%s\","
                    + "\"decision\":\"DENY\",\"reason\":\"NO_PERMISSION\",\"rulebook\":\"2026.11-3\"}";

    @TempDir
    private Path folder;

    @Test
    void readsEveryLine_whereverABufferEnds() throws IOException {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            int length = i % 50 == 0 ? random.nextInt(LONGEST) : random.nextInt(900);
            String line = RECORD.formatted(i, "x".repeat(length));
            written.add(line);
            segment.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("segment"), segment.toByteArray());

        // When
        List<String> read = new ArrayList<>();
        int unreadable = SegmentReader.read(file, record -> read.add(record.line()));

        // Then
        assertThat(unreadable).as("seed %d", seed).isZero();
        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    @Test
    void countsWhatIsNoRecord_alsoTheLineWithoutAnEnd() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("segment"),
                "{}\n" + RECORD.formatted(1, "") + "\n\nnot ours\n" + RECORD.formatted(2, ""));

        // When
        List<String> read = new ArrayList<>();
        int unreadable = SegmentReader.read(file, record -> read.add(record.addressee()));

        // Then
        assertThat(unreadable).isEqualTo(4);
        assertThat(read).containsExactly("1-");
    }
}
