// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedNoteTest {

    /** The published example of the implementation that the format comes from: its key, its text, its signature. */
    private static final String VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final byte[] SEED =
            Arrays.copyOfRange(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), 1, 33);
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void givesThePublishedSignature_whenThePublishedKeySigns() {
        // When
        NoteSigner signer = NoteSigner.of("PeterNeumann", SEED);
        SignedNote note = SignedNote.sign(TEXT, List.of(signer));

        // Then
        assertThat(signer.publicKey().text()).isEqualTo(VKEY);
        assertThat(note.note()).isEqualTo(NOTE);
        assertThat(signer.toString()).isEqualTo("NoteSigner[PeterNeumann]");
    }

    @Test
    void isVerified_whenAnyOfTheKeysIsKnown() {
        // Given
        NoteSigner other = NoteSigner.of("example.fi/log", new byte[32]);
        SignedNote both = SignedNote.sign(TEXT, List.of(NoteSigner.of("PeterNeumann", SEED), other));
        NoteKey peter = NoteKey.parse(VKEY);

        // When, Then
        assertThat(parse(NOTE).verifiedBy(List.of(peter))).containsExactly(peter);
        assertThat(parse(both.note()).verifiedBy(List.of(peter))).containsExactly(peter);
        assertThat(parse(both.note()).verifiedBy(List.of(peter, other.publicKey())))
                .containsExactly(peter, other.publicKey());
        assertThat(parse(NOTE).verifiedBy(List.of(other.publicKey()))).isEmpty();
        assertThat(parse(NOTE).verifiedBy(List.of())).isEmpty();
    }

    @Test
    void isRefused_whenTheTextOrTheSignatureIsChanged() {
        // Given
        List<NoteKey> keys = List.of(NoteKey.parse(VKEY));
        byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
        int textLength = TEXT.getBytes(StandardCharsets.UTF_8).length;

        // When, Then
        for (int i = 0; i < textLength - 1; i++) {
            byte[] changed = note.clone();
            changed[i] ^= 2;
            assertThatThrownBy(() -> SignedNote.parse(changed).verifiedBy(keys))
                    .isInstanceOf(MalformedNoteException.class);
        }
        assertThatThrownBy(() -> parse(NOTE.replace("ZJkuBS", "ZJkuBT")).verifiedBy(keys))
                .isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void isRefused_whenAnySignatureOfAKnownKeyFailsThoughAnotherIsGood() {
        // Given
        NoteSigner good = NoteSigner.of("good", new byte[32]);
        NoteKey peter = NoteKey.parse(VKEY);
        String signedByPeterElsewhere = NOTE.substring(TEXT.length() + 1);
        SignedNote note = SignedNote.sign("another text\n", List.of(good)).with(signedByPeterElsewhere);

        // When, Then
        assertThat(note.verifiedBy(List.of(good.publicKey()))).hasSize(1);
        assertThatThrownBy(() -> note.verifiedBy(List.of(good.publicKey(), peter)))
                .isInstanceOf(MalformedNoteException.class);
    }

    static Stream<String> malformed() {
        String signature = NOTE.substring(TEXT.length() + 1);
        return Stream.of(
                "",
                "\n",
                TEXT,
                TEXT + "\n",
                TEXT + signature,
                NOTE.substring(0, NOTE.length() - 1),
                NOTE + "x",
                NOTE + "\n",
                NOTE.replace("\u2014", "-"),
                NOTE.replace("PeterNeumann ", ""),
                NOTE.replace("PeterNeumann ", "Peter+Neumann "),
                NOTE.replace("PeterNeumann ", "Peter\u00a0Neumann "),
                NOTE.replace("AM=\n", "AM\n"),
                NOTE.replace("AM=\n", "AN=\n"),
                NOTE.replace("you think", "you\tthink"),
                NOTE.replace("you think", "you\u0000think"),
                "\n" + signature,
                TEXT + "\n\u2014 a AAAA\n",
                TEXT + "\n" + signature.repeat(101));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isRefused_whenItIsNotWellFormed(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void isRefused_whenItIsNotUtf8() {
        byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
        note[3] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void acceptsSixteenSignatures_whenOneIsKnown() {
        // Given
        List<NoteSigner> signers = new java.util.ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] seed = new byte[32];
            seed[0] = (byte) i;
            signers.add(NoteSigner.of("signer-" + i, seed));
        }

        // When
        SignedNote note = parse(SignedNote.sign(TEXT, signers).note());

        // Then
        assertThat(note.verifiedBy(List.of(signers.get(15).publicKey()))).hasSize(1);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpcQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpB2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void isNoKey_whenAnythingOfItsTextIsWrong(String vkey) {
        assertThatThrownBy(() -> NoteKey.parse(vkey)).isInstanceOf(MalformedNoteException.class);
    }

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }
}
