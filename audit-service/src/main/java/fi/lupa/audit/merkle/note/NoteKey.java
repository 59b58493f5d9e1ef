// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public key of a signer of notes, as C2SP's signed-note names it. Immutable.
 *
 * <p>Its text, the vkey, is {@code name+key id+base64(type, key)}; whoever verifies has it from elsewhere than from the note.
 */
public final class NoteKey {

    private static final int ID = 4;
    private static final HexFormat HEX = HexFormat.of();

    private final String name;
    private final Kind kind;
    private final byte[] key;
    private final byte[] id;

    private NoteKey(String name, Kind kind, byte[] key) {
        this.name = name;
        this.kind = kind;
        this.key = key.clone();
        this.id = id(name, kind, key);
    }

    /** What a key signs: the text of the note, or a text with the time before it. */
    public enum Kind {
        NOTE((byte) 1),
        COSIGNATURE((byte) 4);

        private final byte type;

        Kind(byte type) {
            this.type = type;
        }
    }

    /** Returns the key of that name, from its 32 bytes. */
    public static NoteKey of(String name, Kind kind, byte[] key) {
        if (!isName(name) || key.length != Ed25519.KEY) {
            throw new MalformedNoteException("not a name and key of a signer");
        }
        return new NoteKey(name, kind, key);
    }

    /** Returns the key that a vkey text holds. */
    public static NoteKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length == 3) {
            byte[] typed = Base64Text.parse(parts[2]).orElse(new byte[0]);
            for (Kind kind : Kind.values()) {
                if (typed.length == Ed25519.KEY + 1 && typed[0] == kind.type) {
                    NoteKey key = of(parts[0], kind, Arrays.copyOfRange(typed, 1, typed.length));
                    if (HEX.formatHex(key.id).equals(parts[1])) {
                        return key;
                    }
                }
            }
        }
        throw new MalformedNoteException("not a verifier key");
    }

    /** Says whether a key may have that name. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the vkey text. */
    public String text() {
        byte[] typed = new byte[key.length + 1];
        typed[0] = kind.type;
        System.arraycopy(key, 0, typed, 1, key.length);
        return name + "+" + HEX.formatHex(id) + "+" + Base64Text.of(typed);
    }

    /** Returns the bare 32 bytes of the key. */
    public byte[] bytes() {
        return key.clone();
    }

    byte[] id() {
        return id.clone();
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            return Ed25519.verifies(Ed25519.publicKey(key), message, signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] id(String name, Kind kind, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(kind.type);
            return Arrays.copyOf(digest.digest(key), ID);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
