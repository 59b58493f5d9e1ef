// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.InclusionText;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another project's verifier from another world, npm, reads the proofs that the log gives out. */
class NpmProofsTest {

    private static final int LARGEST = 5_000;
    private static final int PROOFS = 60;
    private static final NoteSigner SIGNER = NoteSigner.of("log.example.fi/log/X", new byte[32]);
    private static final List<String> LINES =
            IntStream.range(0, LARGEST).mapToObj(i -> "{\"entry\":" + i + "}").toList();
    private static final KeptTiles TILES = KeptTiles.of(LINES.stream()
            .map(line -> Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8)))
            .toList());

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void acceptsProofsOfRandomTrees_andRefusesEachThatIsChanged() throws IOException {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Files.writeString(directory.resolve("log.vkey"), SIGNER.publicKey().text() + "\n");
        write(0, 1, 0);
        write(1, LARGEST, LARGEST - 1);
        for (int number = 2; number < PROOFS; number++) {
            int size = 2 + random.nextInt(LARGEST - 2);
            write(number, size, random.nextInt(size));
        }

        // When, Then
        assertThat(verdict()).as("seed %d", seed).isEqualTo("ACCEPTED " + PROOFS + " proofs");
        assertRefused("2.line", "{\"entry\":", "{\"entri\":", "calculated root hash does not match");
        assertRefused("1.proof", "index " + (LARGEST - 1), "index " + (LARGEST - 2), "REFUSED 1 ");
        assertRefused("1.proof", "\n" + LARGEST + "\n", "\n" + (LARGEST - 1) + "\n", "invalid checkpoint signature");
        assertRefused("log.vkey", "log/X", "log/Y", "invalid checkpoint signature");
    }

    private void assertRefused(String file, String text, String other, String reason) throws IOException {
        Path path = directory.resolve(file);
        String good = Files.readString(path);
        String changed = good.replace(text, other);
        assertThat(changed).isNotEqualTo(good);
        Files.writeString(path, changed);
        assertThat(verdict()).startsWith("REFUSED ").contains(reason);
        Files.writeString(path, good);
    }

    private String verdict() {
        return NpmProofs.verdictOn(directory).strip();
    }

    private void write(int number, int size, int index) throws IOException {
        TiledTree tree = TILES.tree(size);
        Checkpoint checkpoint = new Checkpoint(SIGNER.publicKey().name(), new Root(size, tree.root()));
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(SIGNER));
        String proof = new InclusionText(index, tree.inclusionProof(index), note).text();
        Files.writeString(directory.resolve(number + ".proof"), proof);
        Files.writeString(directory.resolve(number + ".line"), LINES.get(index));
    }
}
