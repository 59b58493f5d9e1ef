// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TileId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of strangers, changed at random places from a printed seed: each is refused, or comes out as it came in. */
class ParserFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final NoteSigner SIGNER = NoteSigner.of("log.example.fi/log/X", new byte[32]);
    private static final String CHECKPOINT =
            new Checkpoint(SIGNER.publicKey().name(), new Root(1_000, new byte[32])).text();
    private static final SignedNote NOTE = SignedNote.sign(CHECKPOINT, List.of(SIGNER));
    private static final List<String> PIECES =
            List.of("\n", "\n\n", " ", "\u2014 ", "0", "-", "+", "=", "A", "\u0000", "x/");

    static Stream<Arguments> parsers() {
        List<byte[]> hashes = List.of(new byte[32], new byte[32]);
        return Stream.of(
                parser("note", NOTE.note(), text -> SignedNote.parse(utf8(text)).note()),
                parser("vkey", SIGNER.publicKey().text(), text -> NoteKey.parse(text)
                        .text()),
                parser("checkpoint", CHECKPOINT, ParserFuzzTest::withoutExtensions),
                parser("inclusion", new InclusionText(5, hashes, NOTE).text(), text -> InclusionText.parse(text)
                        .text()),
                parser("consistency", new ConsistencyText(5, hashes, NOTE).text(), text -> ConsistencyText.parse(text)
                        .text()),
                parser("policy", policy().text(), ParserFuzzTest::readTwice),
                parser(
                        "tile",
                        "3/x001/x234/067.p/9",
                        text -> or(TileId.ofPath(text).map(TileId::path))),
                parser(
                        "bundle",
                        "entries/x001/067.p/9",
                        text -> or(TileId.ofEntriesPath(text).map(TileId::entriesPath))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void isRefusedOrComesOutAsItCameIn_whenATextIsChangedAtRandom(
            String name, String good, Function<String, String> parser) {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;

        for (int round = 0; round < ROUNDS; round++) {
            String text = changed(good, random);

            // When
            Optional<String> read = read(parser, text);

            // Then
            if (read.isPresent()) {
                accepted++;
                assertThat(read).as("seed %d", seed).contains(text);
            }
        }
        assertThat(read(parser, good)).contains(good);
        assertThat(accepted).as("seed %d", seed).isLessThan(ROUNDS);
    }

    private static Optional<String> read(Function<String, String> parser, String text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (MalformedNoteException e) {
            return Optional.empty();
        }
    }

    private static String changed(String text, Random random) {
        String changed = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(changed.length() + 1);
            int until = Math.min(changed.length(), from + random.nextInt(4));
            String piece = random.nextInt(3) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
            changed = changed.substring(0, from) + piece + changed.substring(until);
        }
        return changed;
    }

    private static String withoutExtensions(String text) {
        String own = Checkpoint.parse(text).text();
        return text.startsWith(own) ? text : own;
    }

    private static TrustPolicy policy() {
        NoteKey witness = NoteKey.of("w.example.fi/1", NoteKey.Kind.COSIGNATURE, new byte[32]);
        return new TrustPolicy(
                List.of(),
                List.of(new TrustPolicy.Witness("w", witness, "https://w.example.fi/")),
                List.of(new TrustPolicy.Group("g", 1, List.of("w"))),
                "g");
    }

    /** Space and comments do not count; what it means must be the same when it is read again. */
    private static String readTwice(String text) {
        TrustPolicy policy = TrustPolicy.parse(text);
        assertThat(TrustPolicy.parse(policy.text())).isEqualTo(policy);
        return text;
    }

    private static String or(Optional<String> text) {
        return text.orElseThrow(() -> new MalformedNoteException("none"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments parser(String name, String good, Function<String, String> parser) {
        return Arguments.of(name, good, parser);
    }
}
