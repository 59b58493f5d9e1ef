// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cosignature counts when it verifies, and nothing else that a witness may answer does. */
class WitnessClientTest {

    private static final NoteSigner LOG = NoteSigner.of("log.example.fi/log/X", new byte[32]);
    private static final SignedNote NOTE =
            SignedNote.sign(new Checkpoint(LOG.publicKey().name(), new Root(5, new byte[32])).text(), List.of(LOG));
    private static final ConsistencyText GROWN = new ConsistencyText(0, List.of(), NOTE);

    private final TestWitness witness = TestWitness.start("witness.example.fi/w1");

    @AfterEach
    void close() {
        witness.close();
    }

    @Test
    void takesTheLineOfTheKeyItKnows_whenOthersStandBesideIt() {
        // Given
        try (TestWitness other = TestWitness.start("witness.example.fi/other")) {
            String own = witness.cosignature(NOTE.text(), 1_790_000_000L);
            witness.answers(200, other.cosignature(NOTE.text(), 5) + own);

            // When
            WitnessAnswer answer = ask(witness.url());

            // Then
            assertThat(answer).isEqualTo(new WitnessAnswer.Cosigned(own, Instant.ofEpochSecond(1_790_000_000L)));
        }
    }

    @Test
    void takesNothing_whenTheAnswerIsNotItsCosignatureOfThisVeryCheckpoint() {
        // Given
        String otherText = witness.cosignature(NOTE.text().replace("\n5\n", "\n6\n"), 1_790_000_000L);
        Map<String, String> answers = Map.of(
                otherText,
                "FALSE_COSIGNATURE",
                witness.cosignature(NOTE.text(), 0),
                "FALSE_COSIGNATURE",
                witness.cosignature(NOTE.text(), -5),
                "FALSE_COSIGNATURE",
                LOG.publicKey().text() + "\n",
                "FALSE_COSIGNATURE",
                "",
                "NO_COSIGNATURE",
                "x".repeat(20_000),
                "TOO_LONG");

        answers.forEach((body, reason) -> {
            // When
            witness.answers(200, body);

            // Then
            assertThat(ask(witness.url())).as(reason).isEqualTo(new WitnessAnswer.Failed(reason));
        });
    }

    @Test
    void saysWhatTheWitnessMeans_whateverItsStatus() {
        Map<Integer, WitnessAnswer> meanings = Map.of(
                422, new WitnessAnswer.Unproven(),
                404, new WitnessAnswer.Failed("HTTP_404"),
                403, new WitnessAnswer.Failed("HTTP_403"),
                500, new WitnessAnswer.Failed("HTTP_500"),
                302, new WitnessAnswer.Failed("HTTP_302"));
        meanings.forEach((status, meaning) -> {
            witness.answers(status, "nothing");
            assertThat(ask(witness.url())).isEqualTo(meaning);
        });
        witness.answers(409, "17\n");
        assertThat(ask(witness.url())).isEqualTo(new WitnessAnswer.Elsewhere(17));
        for (String body : List.of("", "-1\n", "017\n", "1e9\n", "99999999999999999999\n")) {
            witness.answers(409, body);
            assertThat(ask(witness.url())).as(body).isEqualTo(new WitnessAnswer.Elsewhere(-1));
        }
    }

    @Test
    void givesUp_whenTheWitnessTakesTheQuestionAndSaysNothing() throws IOException {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // When, Then
            assertThat(ask("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300)))
                    .isEqualTo(new WitnessAnswer.Failed("UNREACHABLE"));
        }
    }

    @Test
    void givesUp_whenTheWitnessBeginsToAnswerAndStops() throws Exception {
        // Given
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> {
                try {
                    slow.accept()
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nnot all"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            accepting.start();

            // When, Then
            assertThat(ask("http://127.0.0.1:" + slow.getLocalPort(), Duration.ofMillis(300)))
                    .isEqualTo(new WitnessAnswer.Failed("UNREACHABLE"));
            accepting.join();
        }
    }

    private WitnessAnswer ask(String url) {
        return ask(url, Duration.ofSeconds(60));
    }

    private WitnessAnswer ask(String url, Duration limit) {
        TrustPolicy.Witness asked = new TrustPolicy.Witness("one", NoteKey.parse(witness.vkey()), url);
        return new WitnessClient(asked, limit).cosigned(GROWN);
    }
}
