// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What was written comes out again or nothing does; with a printed seed ({@code -Dlupa.seed}). */
class ChunkFileTest {

    private static final int DAMAGES = 300;
    private static final int LONGS_IN_A_CHUNK = 1 << 17;

    private final long seed = Long.getLong("lupa.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final long[] many = random.longs(LONGS_IN_A_CHUNK - 3).toArray();
    private final byte[] more = new byte[3 << 20];

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("lupa.seed", Long.toString(seed));
        random.nextBytes(more);
    }

    @Test
    void givesBackEveryItem_whereverChunksEnd() throws IOException {
        // Given
        List<Integer> lengths = random.ints(5_000, 0, 400).boxed().toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChunkWriter writer = new ChunkWriter(Channels.newChannel(bytes));
        for (int length : lengths) {
            writer.numbers(new long[length]);
            writer.bytes(new byte[length]);
            writer.integer(length);
        }
        writer.end();

        // When, Then
        ChunkReader reader = reader(bytes.toByteArray());
        for (int length : lengths) {
            assertThat(reader.numbers()).hasSize(length);
            assertThat(reader.bytes()).hasSize(length);
            assertThat(reader.integer()).isEqualTo(length);
        }
        reader.end();
    }

    @Test
    void givesBackLongAndShortItems() throws IOException {
        // When, Then
        read(file());
    }

    @Test
    void refusesAFile_inWhichAnyBitIsWrong() throws IOException {
        // Given
        byte[] file = file();

        for (int i = 0; i < DAMAGES; i++) {
            // When
            int place = i < 8 ? i : random.nextInt(file.length);
            byte[] damaged = file.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));

            // Then
            assertThatThrownBy(() -> read(damaged))
                    .as("seed %d, byte %d", seed, place)
                    .isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void refusesAFile_thatEndsEarly() throws IOException {
        // Given
        byte[] file = file();

        for (int i = 0; i < DAMAGES; i++) {
            // When
            int length = i < 10 ? file.length - 1 - i : random.nextInt(file.length);

            // Then
            assertThatThrownBy(() -> read(Arrays.copyOf(file, length)))
                    .as("seed %d, length %d", seed, length)
                    .isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void refusesAFile_inWhichAChunkWasLeftOut_repeatedOrExchanged() throws IOException {
        // Given
        List<byte[]> chunks = chunks(file());
        assertThat(chunks).hasSizeGreaterThan(4);

        // When, Then
        for (int i = 0; i + 1 < chunks.size(); i++) {
            List<byte[]> fewer = new ArrayList<>(chunks);
            fewer.remove(i);
            List<byte[]> twice = new ArrayList<>(chunks);
            twice.add(i, chunks.get(i));
            List<byte[]> exchanged = new ArrayList<>(chunks);
            exchanged.set(i, chunks.get(i + 1));
            exchanged.set(i + 1, chunks.get(i));
            for (List<byte[]> wrong : List.of(fewer, twice, exchanged)) {
                assertThatThrownBy(() -> read(joined(wrong))).as("chunk %d", i).isInstanceOf(DamagedException.class);
            }
        }
    }

    @Test
    void refusesToEnd_whereMoreStands() throws IOException {
        // Given
        ChunkReader reader = reader(file());
        reader.number();

        // When, Then
        assertThatThrownBy(reader::end).isInstanceOf(DamagedException.class);
    }

    private byte[] file() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChunkWriter writer = new ChunkWriter(Channels.newChannel(bytes));
        writer.number(seed);
        writer.integer(-7);
        writer.numbers(many);
        writer.text("Käyttäjä");
        writer.numbers(many);
        writer.bytes(more);
        writer.bytes(new byte[0]);
        writer.numbers(new long[0]);
        writer.end();
        return bytes.toByteArray();
    }

    private void read(byte[] file) throws IOException {
        ChunkReader reader = reader(file);
        assertThat(reader.number()).isEqualTo(seed);
        assertThat(reader.integer()).isEqualTo(-7);
        assertThat(Arrays.equals(reader.numbers(), many)).isTrue();
        assertThat(reader.text()).isEqualTo("Käyttäjä");
        assertThat(Arrays.equals(reader.numbers(), many)).isTrue();
        assertThat(Arrays.equals(reader.bytes(), more)).isTrue();
        assertThat(reader.bytes()).isEmpty();
        assertThat(reader.numbers()).isEmpty();
        reader.end();
    }

    private static ChunkReader reader(byte[] file) {
        return new ChunkReader(Channels.newChannel(new ByteArrayInputStream(file)));
    }

    private static List<byte[]> chunks(byte[] file) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < file.length; ) {
            int length = ChunkFormat.HEAD
                    + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
            chunks.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return chunks;
    }

    private static byte[] joined(List<byte[]> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
