// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of one stack: made on first use, kept in files that only their owner may read, never printed. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    /** The password of a database role, or another secret of that name. */
    synchronized String password(String role) {
        Path file = directory.resolve(role + ".password");
        if (!Files.exists(file)) {
            write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random()));
        }
        return read(file);
    }

    /** The keyset from which identifier keys are derived. */
    synchronized Path identifierKeyset() {
        Path file = directory.resolve("identifier-keyset.json");
        if (!Files.exists(file)) {
            String master = Base64.getEncoder().encodeToString(random());
            write(file, "{\"current\":1,\"live\":[1],\"masters\":{\"1\":\"" + master + "\"}}\n");
        }
        return file;
    }

    /** The key that consent- and preference-service share for tokens and links. */
    synchronized Path linkKey() {
        Path file = directory.resolve("link-key");
        if (!Files.exists(file)) {
            write(file, Base64.getEncoder().encodeToString(random()) + "\n");
        }
        return file;
    }

    /** The masters from which the keys of the vault are derived. */
    synchronized Path vaultKeyset() {
        Path file = directory.resolve("vault-keyset.json");
        if (!Files.exists(file)) {
            String master = Base64.getEncoder().encodeToString(random());
            write(file, "{\"current\":1,\"masters\":{\"1\":\"" + master + "\"}}\n");
        }
        return file;
    }

    /** The key that signs the log's checkpoints, Ed25519 in PEM. */
    synchronized Path logKey() {
        Path file = directory.resolve("log-key.pem");
        if (!Files.exists(file)) {
            String pkcs8 = Base64.getMimeEncoder().encodeToString(ed25519());
            write(file, "-----BEGIN PRIVATE KEY-----\n" + pkcs8 + "\n-----END PRIVATE KEY-----\n");
        }
        return file;
    }

    /** The seal of extracts, with a certificate that it signs itself. */
    synchronized SealSecrets seal() {
        return SealSecrets.in(directory);
    }

    private static byte[] ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by services that start side by side; one file must not be made twice. */
    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
