// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A text with its signatures, as C2SP's signed-note writes it. Immutable. */
public final class SignedNote {

    private static final int MOST_SIGNATURES = 100;
    private static final int LONGEST = 1 << 20;
    private static final String SEPARATOR = "\n\n";

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /** Signs a text that ends in a line feed, with every signer. */
    public static SignedNote sign(String text, Collection<NoteSigner> signers) {
        requireText(text);
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text)).toList());
    }

    /** Reads a note; that it is well-formed says nothing about who signed it. */
    public static SignedNote parse(byte[] utf8) {
        String note = decode(utf8);
        int end = note.lastIndexOf(SEPARATOR);
        if (end < 0 || !note.endsWith("\n")) {
            throw new MalformedNoteException("not a signed note");
        }
        String text = note.substring(0, end + 1);
        requireText(text);
        String[] lines = note.substring(end + SEPARATOR.length()).split("\n", -1);
        if (lines.length < 2 || lines.length > MOST_SIGNATURES + 1) {
            throw new MalformedNoteException("no signature lines, or too many");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            signatures.add(NoteSignature.parse(lines[i]));
        }
        return new SignedNote(text, signatures);
    }

    /** Returns what is signed. Not to be believed before {@link #verifiedBy} was asked. */
    public String text() {
        return text;
    }

    /**
     * Returns those of the keys that have signed; signatures of keys not given do not matter.
     *
     * @throws MalformedNoteException if a signature of a given key fails, because then nothing in the note can be relied upon
     */
    public List<NoteKey> verifiedBy(Collection<NoteKey> keys) {
        List<NoteKey> verified = new ArrayList<>();
        for (NoteKey key : keys) {
            for (NoteSignature signature : signatures) {
                if (signature.isOf(key)) {
                    if (!Signatures.isGood(key, text, signature.signature())) {
                        throw new MalformedNoteException("a signature of a known key fails");
                    }
                    verified.add(key);
                    break;
                }
            }
        }
        return verified;
    }

    /** Returns the signature line of a key, with its line feed; empty if the key has not signed. Not verified. */
    public Optional<String> lineOf(NoteKey key) {
        return of(key).map(NoteSignature::line);
    }

    /**
     * Returns when a witness says it cosigned, in seconds since 1970. Not to be believed before {@link #verifiedBy} was asked.
     *
     * @throws MalformedNoteException if there is no cosignature of the key, or its time is none
     */
    public long cosignedAt(NoteKey witness) {
        return of(witness)
                .flatMap(signature -> Signatures.time(signature.signature()))
                .orElseThrow(() -> new MalformedNoteException("no cosignature of the witness"));
    }

    private Optional<NoteSignature> of(NoteKey key) {
        return signatures.stream().filter(signature -> signature.isOf(key)).findFirst();
    }

    /** Returns the note with these signature lines after its own; each line ends in a line feed. */
    public SignedNote with(String lines) {
        return parse((note() + lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the whole note. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    @Override
    public String toString() {
        return note();
    }

    private static void requireText(String text) {
        boolean clean = text.chars().allMatch(c -> c >= ' ' || c == '\n');
        if (text.length() < 2 || !text.endsWith("\n") || !clean) {
            throw new MalformedNoteException("not the text of a note");
        }
    }

    private static String decode(byte[] utf8) {
        if (utf8.length > LONGEST) {
            throw new MalformedNoteException("too long for a note");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException("not UTF-8");
        }
    }
}
