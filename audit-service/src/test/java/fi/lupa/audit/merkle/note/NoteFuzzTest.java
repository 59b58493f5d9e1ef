// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fi.lupa.audit.merkle.TileId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bytes of strangers as notes, keys, checkpoints, proofs, policies and paths: each is refused, or comes out as it came in. */
class NoteFuzzTest {

    @FuzzTest
    void note(byte[] data) {
        refusedOrTheSame(data, text -> SignedNote.parse(data).note());
    }

    @FuzzTest
    void verifierKey(byte[] data) {
        refusedOrTheSame(data, text -> NoteKey.parse(text).text());
    }

    @FuzzTest
    void checkpoint(byte[] data) {
        refusedOrTheSame(data, text -> {
            String own = Checkpoint.parse(text).text();
            return text.startsWith(own) ? text : own;
        });
    }

    @FuzzTest
    void inclusionProof(byte[] data) {
        refusedOrTheSame(data, text -> InclusionText.parse(text).text());
    }

    @FuzzTest
    void consistencyProof(byte[] data) {
        refusedOrTheSame(data, text -> ConsistencyText.parse(text).text());
    }

    @FuzzTest
    void policy(byte[] data) {
        refusedOrTheSame(data, text -> {
            TrustPolicy policy = TrustPolicy.parse(text);
            assertThat(TrustPolicy.parse(policy.text())).isEqualTo(policy);
            return text;
        });
    }

    @FuzzTest
    void tilePath(byte[] data) {
        refusedOrTheSame(data, text -> or(TileId.ofPath(text).map(TileId::path)));
        refusedOrTheSame(data, text -> or(TileId.ofEntriesPath(text).map(TileId::entriesPath)));
    }

    @FuzzTest
    void cosignature(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        NoteSigner log = NoteSigner.of("log.example.fi/log/X", new byte[32]);
        NoteKey witness = NoteKey.of("w.example.fi/1", NoteKey.Kind.COSIGNATURE, new byte[32]);
        SignedNote note = SignedNote.sign("log.example.fi/log/X\n0\n\n".strip() + "\n", List.of(log));
        try {
            SignedNote with = note.with(text);
            assertThat(with.note()).isEqualTo(note.note() + text);
            assertThat(with.verifiedBy(List.of(witness))).isEmpty();
        } catch (MalformedNoteException e) {
            // refused
        }
    }

    @FuzzTest
    void privateKey(byte[] data) {
        try {
            assertThat(NoteSigner.seedOfPem(new String(data, StandardCharsets.UTF_8)))
                    .hasSize(32);
        } catch (IllegalArgumentException e) {
            // refused
        }
    }

    private static void refusedOrTheSame(byte[] data, UnaryOperator<String> parser) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            assertThat(parser.apply(text)).isEqualTo(text);
        } catch (MalformedNoteException e) {
            // refused
        }
    }

    private static String or(Optional<String> text) {
        return text.orElseThrow(() -> new MalformedNoteException("none"));
    }
}
