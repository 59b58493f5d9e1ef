// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.KeptTiles;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another project's witness, as Debian packages it, says to our checkpoints and proofs. */
class SigsumWitnessTest {

    private static final byte[] SEED = new byte[32];

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void cosignsWhatHasGrown_andRefusesACutProofAndARollback() {
        // Given: a log named as this witness wants it
        byte[] key = NoteSigner.of("x", SEED).publicKey().bytes();
        String origin = "sigsum.org/v1/tree/" + HexFormat.of().formatHex(Digests.sha256(key));
        NoteSigner signer = NoteSigner.of(origin, SEED);
        try (SigsumWitness sigsum = SigsumWitness.start(directory, key)) {
            WitnessClient client = new WitnessClient(sigsum.witness(), Duration.ofSeconds(30));
            ConsistencyText grown = grown(signer, 300, 1000);
            List<byte[]> cut = grown.proof().subList(0, grown.proof().size() - 1);

            // When
            WitnessAnswer first = client.cosigned(grown(signer, 0, 300));
            WitnessAnswer cutProof = client.cosigned(new ConsistencyText(300, cut, grown.checkpoint()));
            WitnessAnswer second = client.cosigned(grown);
            WitnessAnswer rollback = client.cosigned(grown(signer, 300, 500));

            // Then
            assertThat(first).isInstanceOf(WitnessAnswer.Cosigned.class);
            assertThat(cutProof).isEqualTo(new WitnessAnswer.Unproven());
            assertThat(second).isInstanceOf(WitnessAnswer.Cosigned.class);
            assertThat(rollback).isEqualTo(new WitnessAnswer.Elsewhere(1000));
        }
    }

    private static ConsistencyText grown(NoteSigner signer, int from, int to) {
        KeptTiles tiles = KeptTiles.of(IntStream.range(0, to)
                .mapToObj(i -> Rfc6962.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)))
                .toList());
        TiledTree tree = tiles.tree(to);
        Checkpoint checkpoint = new Checkpoint(signer.publicKey().name(), new Root(to, tree.root()));
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer));
        return new ConsistencyText(from, tree.consistencyProof(from), note);
    }
}
