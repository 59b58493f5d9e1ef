// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets an implementation that nobody here wrote check ours: notes, roots, tiles, and proofs hash for hash. */
class ForeignTreeTest {

    private static final int SIZE = 100_000;
    private static final NoteSigner SIGNER = NoteSigner.of("log.example.fi/foreign", new byte[32]);

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void acceptsAndMakesTheSameProofs_whenTheTreeIsLargeAndSizesAreRandom() throws IOException {
        // Given
        long seed = System.nanoTime();
        write(SIZE, new Random(seed));

        // When
        String verdict = ForeignTree.verdictOn(directory);

        // Then
        assertThat(verdict).as("seed %d", seed).startsWith("ACCEPTED " + SIZE + " entries 400 proofs");
    }

    @Test
    void refuses_whenAnyPartOfTheLogIsAltered() throws IOException {
        // Given
        write(3_000, new Random(1));
        assertThat(ForeignTree.verdictOn(directory)).startsWith("ACCEPTED");

        for (String part :
                List.of("entries", "checkpoint", "tile/0/003", "tile/0/011.p/184", "tile/1/000.p/11", "proofs")) {
            Path file = directory.resolve(part);
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            int place = part.equals("proofs") ? new String(good, StandardCharsets.UTF_8).indexOf('=') - 3 : 20;
            bad[place] ^= 1;

            // When
            Files.write(file, bad);
            String verdict = ForeignTree.verdictOn(directory);
            Files.write(file, good);

            // Then
            assertThat(verdict).as(part).startsWith("REFUSED");
        }
    }

    private void write(int size, Random random) throws IOException {
        List<String> lines =
                IntStream.range(0, size).mapToObj(i -> "{\"entry\":" + i + "}").toList();
        KeptTiles tiles = KeptTiles.of(lines.stream()
                .map(line -> Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8)))
                .toList());
        Root root = new Root(size, tiles.tree(size).root());
        String text = new Checkpoint(SIGNER.publicKey().name(), root).text();
        Files.writeString(directory.resolve("entries"), String.join("\n", lines) + "\n");
        Files.writeString(directory.resolve("log.vkey"), SIGNER.publicKey().text() + "\n");
        Files.writeString(
                directory.resolve("checkpoint"),
                SignedNote.sign(text, List.of(SIGNER)).note());
        for (int level = 0; TileId.hashesOf(level, size) > 0; level++) {
            writeLevel(tiles, level, TileId.hashesOf(level, size));
        }
        Files.write(directory.resolve("proofs"), proofs(tiles, size, random));
    }

    private void writeLevel(KeptTiles tiles, int level, long hashes) throws IOException {
        for (long index = 0; index * TileId.FULL < hashes; index++) {
            TileId id = new TileId(level, index, (int) Math.min(TileId.FULL, hashes - index * TileId.FULL));
            Path file = directory.resolve("tile").resolve(id.path());
            Files.createDirectories(file.getParent());
            Files.write(file, tiles.tile(id).bytes());
        }
    }

    private static List<String> proofs(KeptTiles tiles, int most, Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int size = 1 + random.nextInt(most);
            int index = random.nextInt(size);
            int from = 1 + random.nextInt(size);
            lines.add("inclusion " + size + " " + index + text(tiles.tree(size).inclusionProof(index)));
            lines.add("consistency " + size + " " + from + text(tiles.tree(size).consistencyProof(from)));
        }
        return lines;
    }

    private static String text(List<byte[]> hashes) {
        StringBuilder text = new StringBuilder();
        hashes.forEach(hash -> text.append(' ').append(Base64.getEncoder().encodeToString(hash)));
        return text.toString();
    }
}
