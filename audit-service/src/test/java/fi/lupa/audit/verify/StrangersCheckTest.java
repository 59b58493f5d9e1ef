// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.KeptTiles;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.InclusionText;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What deploy/verify says of good files, and of each file with one thing changed. */
class StrangersCheckTest {

    private static final int SIZE = 1_000;
    private static final NoteSigner SIGNER = NoteSigner.of("log.example.fi/log/X", new byte[32]);
    private static final List<String> LINES = IntStream.range(0, SIZE)
            .mapToObj(i -> "{\"entry\":" + i + ",\"text\":\"\u00e4\"}")
            .toList();
    private static final KeptTiles TILES = KeptTiles.of(LINES.stream()
            .map(line -> Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8)))
            .toList());

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("log.keys"), SIGNER.publicKey().text() + "\n");
        Files.writeString(directory.resolve("checkpoint"), checkpoint(SIZE).note());
        Files.writeString(directory.resolve("entries"), String.join("\n", LINES) + "\n");
        for (int level = 0; TileId.hashesOf(level, SIZE) > 0; level++) {
            long hashes = TileId.hashesOf(level, SIZE);
            for (long index = 0; index * 256 < hashes; index++) {
                TileId id = new TileId(level, index, (int) Math.min(256, hashes - index * 256));
                Path file = directory.resolve("tile").resolve(id.path());
                Files.createDirectories(file.getParent());
                Files.write(file, TILES.tile(id).bytes());
            }
        }
        writeEntry(777, SIZE);
        writeGrowth(300, SIZE);
    }

    @Test
    void acceptsEveryProof_whenTheFilesAreGood() throws IOException {
        for (int size : new int[] {1, 3, 257, 1_000}) {
            for (int index : new int[] {0, size / 3, size - 1}) {
                writeEntry(index, size);
                assertThat(entry())
                        .isEqualTo("ACCEPTED: entry " + index + " is in the log log.example.fi/log/X of " + size
                                + " entries\n");
                writeGrowth(index + 1, size);
                assertThat(growth()).startsWith("ACCEPTED");
            }
        }
        assertThat(tree())
                .isEqualTo(
                        "ACCEPTED: all 1000 entries of the log log.example.fi/log/X are as they were logged, and none is missing\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "line.json  | entry | text      | tekst",
                "proof.txt  | index | index 777 | index 776",
                "proof.txt  | index | index 777 | index 1000",
                "proof.txt  | size  | \\n1000\\n | \\n1001\\n",
                "proof.txt  | key   | log/X     | log/Y",
                "log.keys   | key   | log/X     | log/Y",
                "growth.txt | old   | old 300   | old 301",
                "old        | size  | \\n300\\n  | \\n299\\n"
            })
    void refuses_whenAnythingIsChanged(String file, String what, String text, String other) throws IOException {
        // Given
        Path path = directory.resolve(file);
        String good = Files.readString(path);
        String changed = good.replace(text.replace("\\n", "\n"), other.replace("\\n", "\n"));
        assertThat(changed).as(what).isNotEqualTo(good);

        // When
        Files.writeString(path, changed);

        // Then
        List<String> verdicts = List.of(entry(), growth());
        assertThat(verdicts).anyMatch(verdict -> verdict.startsWith("REFUSED"));
        assertThat(verdicts).noneMatch(verdict -> verdict.contains("Traceback"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/003.p/232", "tile/1/000.p/3", "entries", "checkpoint"})
    void refuses_whenAByteOfTheMirrorIsFlippedOrTheEndIsCut(String file) throws IOException {
        // Given
        Path path = directory.resolve(file);
        byte[] good = Files.readAllBytes(path);
        byte[] flipped = good.clone();
        flipped[25] ^= 1;

        // When, Then
        Files.write(path, flipped);
        assertThat(tree()).startsWith("REFUSED").doesNotContain("Traceback");
        Files.write(path, java.util.Arrays.copyOf(good, good.length - 40));
        assertThat(tree()).startsWith("REFUSED").doesNotContain("Traceback");
        Files.delete(path);
        assertThat(tree()).startsWith(file.equals("entries") ? "ACCEPTED" : "REFUSED");
    }

    @Test
    void namesTheEntry_whenOneWasChangedOrTakenAway() throws IOException {
        // Given
        Path path = directory.resolve("entries");
        String good = Files.readString(path);

        // When, Then
        Files.writeString(path, good.replace("{\"entry\":513,", "{\"entry\":7513,"));
        assertThat(tree()).isEqualTo("REFUSED: entry 513 is not the one that was logged\n");
        Files.writeString(path, good.replace(LINES.get(999) + "\n", ""));
        assertThat(tree()).isEqualTo("REFUSED: entry 999 is missing\n");
        Files.writeString(path, good + "{}\n");
        assertThat(tree()).isEqualTo("REFUSED: there are more entries than were signed for\n");
    }

    @Test
    void acceptsTheSameByTheCommandsOfTheReadme_whenOnlyOpensslAndAShellAreThere() throws IOException {
        // Given
        List<String> blocks = shellBlocks();

        // When
        String signature = Stranger.shell(directory, blocks.get(0));
        String hashes =
                Stranger.shell(directory, "i=777; mkdir -p tile/0; cp tile/0/003.p/232 tile/0/000;" + blocks.get(1));
        Files.writeString(directory.resolve("text"), "another\n");
        String last = blocks.get(0).lines().reduce("", (before, line) -> line);

        // Then
        assertThat(signature).isEqualTo("Signature Verified Successfully\n");
        assertThat(hashes.lines().distinct()).hasSize(1);
        assertThat(hashes.lines()).hasSize(2);
        assertThat(Stranger.shell(directory, last)).contains("Failure");
    }

    /** The commands under the README's last heading. */
    private static List<String> shellBlocks() throws IOException {
        String readme = Files.readString(Path.of("../deploy/verify/README.md"));
        String part = readme.substring(readme.indexOf("## With openssl"));
        return java.util.regex.Pattern.compile("```sh\n(.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(part)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String entry() {
        return Stranger.verdict(directory, "entry", "--keys", "log.keys", "line.json", "proof.txt");
    }

    private String growth() {
        return Stranger.verdict(directory, "growth", "--keys", "log.keys", "old", "growth.txt");
    }

    private String tree() {
        return Stranger.verdict(directory, "tree", "--keys", "log.keys", ".");
    }

    private void writeEntry(int index, int size) throws IOException {
        TiledTree tree = TILES.tree(size);
        String proof = new InclusionText(index, tree.inclusionProof(index), checkpoint(size)).text();
        Files.writeString(directory.resolve("line.json"), LINES.get(index) + "\n");
        Files.writeString(directory.resolve("proof.txt"), proof);
    }

    private void writeGrowth(int from, int size) throws IOException {
        TiledTree tree = TILES.tree(size);
        String proof = new ConsistencyText(from, tree.consistencyProof(from), checkpoint(size)).text();
        Files.writeString(directory.resolve("old"), checkpoint(from).note());
        Files.writeString(directory.resolve("growth.txt"), proof);
    }

    private static SignedNote checkpoint(int size) {
        Root root = new Root(size, TILES.tree(size).root());
        return SignedNote.sign(new Checkpoint(SIGNER.publicKey().name(), root).text(), List.of(SIGNER));
    }
}
