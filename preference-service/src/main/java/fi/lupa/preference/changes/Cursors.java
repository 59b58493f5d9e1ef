// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.key.Hkdf;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.preference.state.domain.Position;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes cursors that nobody can read, change or use but the client they were given to, and only for the same controller: sealed with
 * AES-256-GCM under a key derived from the link key. Thread-safe.
 */
@Singleton
final class Cursors {

    private static final String USE = "lupa-changes";
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int NUMBERS = 2 * Integer.BYTES + 3 * Long.BYTES;

    private final byte[] linkKey;
    private final SecureRandom random;

    Cursors(@ConfigProperty(name = "lupa.link-key") Path linkKey, SecureRandom random) {
        this.linkKey = LinkKeyFile.load(linkKey);
        this.random = random;
    }

    String write(Caller caller, String controller, Cursor cursor) {
        byte[] id = cursor.place().id().getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(NUMBERS + id.length)
                .putInt(cursor.place().position().epoch())
                .putLong(cursor.place().position().xid())
                .putInt(cursor.base().epoch())
                .putLong(cursor.base().xid())
                .putLong(cursor.begunAt().toEpochMilli())
                .put(id)
                .array();
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, caller, controller, nonce).doFinal(plain);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE_LENGTH + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a cursor cannot be sealed", e);
        }
    }

    /** Reads a cursor; another client's, another controller's or one that was made up is INVALID_VALUE. */
    Cursor read(Caller caller, String controller, String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            byte[] nonce = new byte[NONCE_LENGTH];
            ByteBuffer given = ByteBuffer.wrap(bytes);
            if (bytes.length < NONCE_LENGTH + NUMBERS) {
                throw refused();
            }
            given.get(nonce);
            byte[] sealed = new byte[given.remaining()];
            given.get(sealed);
            ByteBuffer plain = ByteBuffer.wrap(
                    cipher(Cipher.DECRYPT_MODE, caller, controller, nonce).doFinal(sealed));
            Position position = new Position(plain.getInt(), plain.getLong());
            Position base = new Position(plain.getInt(), plain.getLong());
            Instant begunAt = Instant.ofEpochMilli(plain.getLong());
            String id = StandardCharsets.UTF_8.decode(plain).toString();
            return new Cursor(new Cursor.Place(position, id), base, begunAt);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused();
        }
    }

    private Cipher cipher(int mode, Caller caller, String controller, byte[] nonce) throws GeneralSecurityException {
        String place = String.join("\n", USE, caller.tenant().toString(), caller.client(), controller);
        byte[] key = Hkdf.derive(linkKey, place.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static ProblemException refused() {
        return ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "NOT_A_CURSOR");
    }

    @Override
    public String toString() {
        return "Cursors";
    }
}
