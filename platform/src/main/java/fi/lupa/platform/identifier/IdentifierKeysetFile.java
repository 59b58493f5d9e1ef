// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import fi.lupa.platform.key.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes the keyset file of a new installation. */
public final class IdentifierKeysetFile {

    private static final int MASTER_LENGTH = 32;

    private IdentifierKeysetFile() {}

    /** Creates the file with one new random master, readable by its owner only; fails if the file exists. */
    public static void create(Path file) {
        byte[] master = new byte[MASTER_LENGTH];
        new SecureRandom().nextBytes(master);
        SecretFile.create(file, IdentifierKeyset.ofOne(master).toJson() + "\n");
    }
}
