// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;

/** Signs notes under one name. The same text gives the same signature again. It never shows its private key. */
public final class NoteSigner {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final NoteKey publicKey;
    private final PrivateKey privateKey;

    private NoteSigner(NoteKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Returns the signer of that name with the key of 32 secret bytes. */
    public static NoteSigner of(String name, byte[] seed) {
        try {
            NoteKey key = NoteKey.of(name, NoteKey.Kind.NOTE, Ed25519.publicOf(seed));
            return new NoteSigner(key, Ed25519.privateKey(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 here", e);
        }
    }

    /** Returns the secret 32 bytes of a private key in PEM, as {@code openssl genpkey -algorithm ed25519} writes it. */
    public static byte[] seedOfPem(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("not a private key in PEM");
        }
        String inside = text.substring(BEGIN.length(), text.length() - END.length());
        return Ed25519.seedOf(Base64.getMimeDecoder().decode(inside));
    }

    /** Returns the public key of this signer. */
    public NoteKey publicKey() {
        return publicKey;
    }

    NoteSignature sign(String text) {
        try {
            byte[] signature = Ed25519.sign(privateKey, text.getBytes(StandardCharsets.UTF_8));
            return NoteSignature.of(publicKey, signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the note was not signed", e);
        }
    }

    @Override
    public String toString() {
        return "NoteSigner[" + publicKey.name() + "]";
    }
}
