// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.token;

import fi.lupa.platform.key.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The file with the link key that consent- and preference-service share: base64 of 32 bytes. */
public final class LinkKeyFile {

    private static final int KEY_LENGTH = 32;

    private LinkKeyFile() {}

    /** Returns the key; throws IllegalStateException, without the content, if the file is not a link key. */
    public static byte[] load(Path file) {
        byte[] key = decode(SecretFile.read(file));
        if (key.length != KEY_LENGTH) {
            throw new IllegalStateException(file.getFileName() + " is not base64 of 32 bytes");
        }
        return key;
    }

    /** Creates the file with a new random key, readable by its owner only; fails if the file exists. */
    public static void create(Path file) {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        SecretFile.create(file, Base64.getEncoder().encodeToString(key) + "\n");
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
