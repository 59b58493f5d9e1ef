// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String ORIGIN = "example.com/behind-the-sofa";

    /** The example of C2SP's tlog-checkpoint. */
    private static final String TEXT = ORIGIN + "\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static final NoteSigner SIGNER = NoteSigner.of(ORIGIN, new byte[32]);
    private static final List<NoteKey> KEYS = List.of(SIGNER.publicKey());

    @Test
    void isReadAndWrittenAlike_whenItIsTheExampleOfTheSpecification() {
        // When
        Checkpoint checkpoint = Checkpoint.parse(TEXT);

        // Then
        assertThat(checkpoint.root().size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).isEqualTo(TEXT);
        assertThat(Checkpoint.parse(TEXT + "extension\n")).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n1\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "a\n1\nAAAA\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            })
    void isRefused_whenItIsNotWellFormed(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void isRefused_whenItIsUnsignedOrOfAnotherLog() {
        // Given
        SignedNote good = SignedNote.sign(TEXT, List.of(SIGNER));
        NoteSigner stranger = NoteSigner.of("stranger", new byte[32]);

        // When, Then
        assertThat(Checkpoint.verified(good, ORIGIN, KEYS).text()).isEqualTo(TEXT);
        assertThatThrownBy(() -> Checkpoint.verified(good, "another", KEYS)).isInstanceOf(MalformedNoteException.class);
        assertThatThrownBy(() -> Checkpoint.verified(SignedNote.sign(TEXT, List.of(stranger)), ORIGIN, KEYS))
                .isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void comesBack_whenProofsAreWrittenAndRead() {
        // Given
        SignedNote note = SignedNote.sign(TEXT, List.of(SIGNER));
        InclusionText inclusion = new InclusionText(73894, List.of(new byte[32], hash(1)), note);
        ConsistencyText consistency = new ConsistencyText(9, List.of(hash(2)), note);

        // When, Then
        assertThat(inclusion.text())
                .startsWith("c2sp.org/tlog-proof@v1\nindex 73894\nAAAA")
                .endsWith("\n\n" + note);
        assertThat(InclusionText.parse(inclusion.text()).text()).isEqualTo(inclusion.text());
        assertThat(consistency.text()).startsWith("old 9\n").endsWith("\n\n" + note);
        assertThat(ConsistencyText.parse(consistency.text()).text()).isEqualTo(consistency.text());
        assertThat(new InclusionText(0, List.of(), note).text()).contains("index 0\n\n" + ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2sp.org/tlog-proof@v1=c2sp.org/tlog-proof@v2",
                "index 5=index 05",
                "index 5=index -5",
                "index 5=extra AAAA\nindex 5",
                "index 5=index 5\nAAAA",
                "\n\n=\n"
            })
    void isRefused_whenAProofIsNotWellFormed(String change) {
        // Given
        String[] parts = change.split("=", 2);
        String text = new InclusionText(5, List.of(hash(1)), SignedNote.sign(TEXT, List.of(SIGNER))).text();
        String changed = text.replace(parts[0], parts[1]);

        // When, Then
        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> InclusionText.parse(changed)).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void isRead_whenAKeyFileIsOpensslsOwn() {
        // Given: openssl genpkey -algorithm ed25519, thrown away
        String pem = """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
                -----END PRIVATE KEY-----
                """;

        // When
        NoteSigner signer = NoteSigner.of("x", NoteSigner.seedOfPem(pem));

        // Then: the public key that RFC 8032, 7.1, test 1 gives for this seed
        assertThat(java.util.HexFormat.of().formatHex(signer.publicKey().bytes()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThatThrownBy(() -> NoteSigner.seedOfPem(pem.replace("PRIVATE", "PUBLIC")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteSigner.seedOfPem(pem.replace("MC4C", "MC4D")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hash(int value) {
        byte[] hash = new byte[32];
        hash[0] = (byte) value;
        return hash;
    }
}
