// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.UuidV7Source;
import fi.lupa.preference.support.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records on their way to the disk, and what crashes and a failing disk leave of them. */
class RecordWriterTest {

    private static final Series SERIES =
            new Series(TenantId.ofKey("made-up"), "marketing-tool", "kysely", "newsletter");

    private final Ids ids = new UuidV7Source(InstantSource.system(), new Random(1));
    private final List<Thread> threads = new ArrayList<>();

    @TempDir
    Path root;

    private Path directory;

    @BeforeEach
    void nameTheDirectory() {
        directory = root.resolve("records");
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void hasEveryRecordInClosedSegments_whenEndedInOrder() throws Exception {
        // Given
        try (SegmentDirectory segments = SegmentDirectory.open(directory)) {
            RecordWriter writer = new RecordWriter(segments, settings(Duration.ofHours(1), 10), ids, () -> {});
            Thread thread = start(writer);

            // When
            List<UUID> taken = take(writer, 25);
            writer.end();
            thread.join();

            // Then
            assertThat(recorded(segments)).containsExactlyElementsOf(taken);
            assertThat(writer.take(record())).as("after the end").isFalse();
        }
    }

    @Test
    void leavesWhatWasForced_whenTheProcessIsGone() throws Exception {
        // Given: what is on the disk while a writer is at work
        Path crashed = Files.createDirectories(root.resolve("crashed"));
        List<UUID> taken;
        try (SegmentDirectory segments = SegmentDirectory.open(directory)) {
            RecordWriter writer = new RecordWriter(segments, settings(Duration.ofHours(1), 1_000), ids, () -> {});
            start(writer);
            taken = take(writer, 7);
            Until.holds("all lines are in the file", () -> lines(open()) == 7);
            Files.copy(open(), crashed.resolve(name(open())));
        }
        Path torn = crashed.resolve(name(open()));
        Files.writeString(torn, "{\"id\":\"0192", StandardOpenOption.APPEND);

        // When
        try (SegmentDirectory again = SegmentDirectory.open(crashed)) {

            // Then
            assertThat(again.closed()).hasSize(1);
            assertThat(recorded(again)).containsExactlyElementsOf(taken);
            assertThat(SegmentReader.read(again.closed().get(0), record -> {}))
                    .as("the torn line")
                    .isEqualTo(1);
        }
    }

    @Test
    void takesNothing_andLosesNothingThatItTook_whileTheDiskDoesNotTakeIt() throws Exception {
        // Given: a directory that goes away, so that no new segment can be made
        try (SegmentDirectory segments = SegmentDirectory.open(directory)) {
            RecordWriter writer = new RecordWriter(segments, settings(Duration.ofMillis(1), 1), ids, () -> {});
            Path away = root.resolve("away");
            Files.move(directory, away);
            Thread thread = start(writer);

            // When
            List<UUID> taken = new ArrayList<>(take(writer, 1));
            Until.holds("it knows that it fails", writer::failing);
            boolean refused = !writer.take(record());
            Files.move(away, directory);
            Until.holds("it has recovered", () -> !writer.failing());
            taken.addAll(take(writer, 1));
            writer.end();
            thread.join();

            // Then
            assertThat(refused).isTrue();
            assertThat(recorded(segments)).containsExactlyElementsOf(taken);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() throws IOException {
        try (SegmentDirectory segments = SegmentDirectory.open(directory)) {
            assertThat(segments.closed()).isEmpty();
            assertThatThrownBy(() -> SegmentDirectory.open(directory)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void readsGarbageAsNothing_andSaysHowMuch() throws IOException {
        // Given
        Path file = root.resolve(ids.next() + ".ndjson");
        Files.write(file, new byte[] {0, 0, 0, '\n'});
        Files.write(file, RecordLine.write(record()), StandardOpenOption.APPEND);
        Files.writeString(file, "\n{\"id\":\"x\"}\n[]\n\n", StandardOpenOption.APPEND);

        // When
        List<Series> read = new ArrayList<>();
        int unreadable = SegmentReader.read(file, record -> read.add(record.series()));

        // Then
        assertThat(unreadable).isEqualTo(4);
        assertThat(read).containsExactly(SERIES);
    }

    private Thread start(RecordWriter writer) {
        Thread thread = new Thread(() -> {
            try {
                writer.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    private List<UUID> take(RecordWriter writer, int many) {
        List<UUID> taken = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            DecisionRecord record = record();
            assertThat(writer.take(record)).isTrue();
            taken.add(record.id());
        }
        return taken;
    }

    private DecisionRecord record() {
        return new DecisionRecord(
                ids.next(),
                Instant.parse("2026-11-22T09:15:00.012Z"),
                SERIES,
                "EMAIL",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "BBBBBBBBBBBBBBBBBBBBBB",
                "made-up",
                "DENY",
                "NO_PERMISSION",
                "54",
                null,
                "2026.11-1",
                null,
                null,
                null,
                null,
                false);
    }

    private List<UUID> recorded(SegmentDirectory segments) throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (Path file : segments.closed()) {
            SegmentReader.read(
                    file,
                    filed -> ids.add(UUID.fromString(
                            filed.line().substring("{\"id\":\"".length(), "{\"id\":\"".length() + 36))));
        }
        return ids;
    }

    private Path open() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(one -> one.toString().endsWith(".open"))
                    .findFirst()
                    .orElse(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static long lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordSettings settings(Duration period, int records) {
        return new RecordSettings() {
            @Override
            public Path directory() {
                return directory;
            }

            @Override
            public Duration segmentPeriod() {
                return period;
            }

            @Override
            public int segmentRecords() {
                return records;
            }

            @Override
            public Duration force() {
                return Duration.ofMillis(20);
            }
        };
    }
}
