// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.token;

import fi.lupa.platform.key.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The file with the link key that consent- and preference-service share: base64 of 32 bytes. Further lines hold the keys before it, the newest
 * first: with them nothing is made any more, and what they made is still read.
 */
public final class LinkKeyFile {

    private static final int KEY_LENGTH = 32;

    private LinkKeyFile() {}

    /** Returns the key; throws IllegalStateException, without the content, if the file is not a link key. */
    public static byte[] load(Path file) {
        return loadAll(file).get(0);
    }

    /** Returns the key and those before it; throws IllegalStateException, without the content, if any is not a link key. */
    public static List<byte[]> loadAll(Path file) {
        List<byte[]> keys = SecretFile.read(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(LinkKeyFile::decode)
                .toList();
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_LENGTH)) {
            throw new IllegalStateException(file.getFileName() + " is not base64 of 32 bytes");
        }
        return keys;
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
