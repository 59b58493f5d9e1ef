// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The table beside a plain map, and what it takes. */
class FingerprintTableTest {

    private static final long SEED = 20261122;

    private final Random random = new Random(SEED);
    private final FingerprintTable table = new FingerprintTable();
    private final Map<Fingerprint, List<Integer>> plain = new HashMap<>();

    @Test
    void findsWhatWasAdded_andNothingElse() {
        assertThatItIsLikeAPlainMap(() -> new Fingerprint(random.nextLong(), random.nextInt()));
    }

    @Test
    void findsWhatWasAdded_whenFingerprintsAreAlikeInMostBits() {
        assertThatItIsLikeAPlainMap(() -> new Fingerprint(random.nextInt(3) - 1L, random.nextInt(2000)));
        assertThatItIsLikeAPlainMap(() -> new Fingerprint((long) random.nextInt(3) << 62, random.nextInt(2000)));
    }

    @Test
    void takesLessThan24BytesAnEntry_atWhateverSize() {
        int[] sizes = {300, 1_000, 1_025, 5_000, 20_000, 77_777, 131_072, 150_000};
        int added = 0;
        for (int size : sizes) {
            for (; added < size; added++) {
                table.add(new Fingerprint(random.nextLong(), random.nextInt()), added);
            }
            assertThat((double) table.bytes() / size).as("%d entries", size).isBetween(16.0, 18.0);
        }
    }

    @Test
    void missesNothing_whileItGrows() throws InterruptedException, ExecutionException {
        // Given
        List<Fingerprint> known = new ArrayList<>();
        for (int slot = 0; slot < 2_000; slot++) {
            known.add(new Fingerprint(random.nextLong(), slot));
            table.add(known.get(slot), slot);
        }
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<Integer> missed = reader.submit(() -> {
            int lost = 0;
            while (!over.get()) {
                for (Fingerprint print : known) {
                    lost += FingerprintTable.slots(table.bucket(print), print).length == 1 ? 0 : 1;
                }
            }
            return lost;
        });

        // When
        for (int slot = 2_000; slot < 300_000; slot++) {
            table.add(new Fingerprint(random.nextLong(), slot), slot);
        }
        over.set(true);
        reader.shutdown();

        // Then
        assertThat(missed.get()).isZero();
    }

    @Test
    void growsOn_asIfItHadNeverBeenWrittenAndRead() throws IOException {
        // Given
        for (int slot = 0; slot < 1_000; slot++) {
            table.add(new Fingerprint(random.nextLong(), slot), slot);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChunkWriter writer = new ChunkWriter(Channels.newChannel(bytes));
        table.atOnce().write(writer);
        writer.end();

        // When
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
        FingerprintTable read = FingerprintTable.read(new ChunkReader(Channels.newChannel(in)));
        for (int slot = 1_000; slot < 3_000; slot++) {
            Fingerprint print = new Fingerprint(random.nextLong(), slot);
            table.add(print, slot);
            read.add(print, slot);
        }

        // Then
        assertThat(read.bytes()).isEqualTo(table.bytes());
    }

    private void assertThatItIsLikeAPlainMap(Supplier<Fingerprint> prints) {
        List<Fingerprint> known = new ArrayList<>();
        for (int round = 0; round < 10_000; round++) {
            Fingerprint print =
                    random.nextInt(4) == 0 && !known.isEmpty() ? known.get(random.nextInt(known.size())) : prints.get();
            List<Integer> slots = plain.computeIfAbsent(print, any -> new ArrayList<>());
            if (random.nextInt(3) == 0 && !slots.isEmpty()) {
                int gone = slots.remove(random.nextInt(slots.size()));
                table.remove(print, gone);
            } else if (!slots.contains(round)) {
                slots.add(round);
                table.add(print, round);
                known.add(print);
            }
        }
        plain.forEach((print, slots) -> assertThat(FingerprintTable.slots(table.bucket(print), print))
                .as("%s", print)
                .containsExactly(slots.stream().mapToInt(Integer::intValue).toArray()));
        Fingerprint other = new Fingerprint(5, -1);
        assertThat(FingerprintTable.slots(table.bucket(other), other)).isEmpty();
    }
}
