// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.key.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The file with the masters from which the key of every identity domain is derived: {@code {"current":1,"masters":{"1":"<base64 of 32
 * bytes>"}}}.
 *
 * <p>Rotation adds a master and makes it current; masters under which something is still wrapped stay. The file lives outside PostgreSQL
 * and outside its backups.
 */
public final class VaultKeysetFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEY_LENGTH = 32;
    private static final int FIRST = 1;

    private VaultKeysetFile() {}

    /** Creates a file with one new random master, readable by its owner only; fails if the file exists. */
    public static void create(Path file) {
        byte[] master = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(master);
        String text = Base64.getEncoder().encodeToString(master);
        try {
            Map<String, Object> keyset = Map.of("current", FIRST, "masters", Map.of(Integer.toString(FIRST), text));
            SecretFile.create(file, JSON.writeValueAsString(keyset) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a keyset cannot be written", null);
        }
    }

    /** Creates the file named by the only argument: for the local stack and for tests. */
    public static void main(String[] arguments) {
        create(Path.of(arguments[0]));
    }

    /** Returns the masters; throws IllegalStateException, without the content, if the file is no keyset. */
    static VaultMasters load(Path file) {
        String text = SecretFile.read(file);
        try {
            JsonNode keyset = JSON.readTree(text);
            VaultMasters.Builder masters =
                    new VaultMasters.Builder(keyset.path("current").intValue());
            for (Map.Entry<String, JsonNode> entry : keyset.path("masters").properties()) {
                byte[] master = Base64.getDecoder().decode(entry.getValue().textValue());
                masters.add(Integer.parseInt(entry.getKey()), master);
            }
            return masters.build();
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalStateException(file.getFileName() + " is not a vault keyset", null);
        }
    }
}
