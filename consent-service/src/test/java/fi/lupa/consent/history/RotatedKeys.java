// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.history;

import fi.lupa.platform.identifier.IdentifierKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The service's identifier keys with newer masters beside the first, as if the process had been started anew with the next keyset: its one bean holds
 * what another one of the very same class has read. Closed, it is as it was.
 */
final class RotatedKeys implements AutoCloseable {

    private static final int MASTER = 32;

    private final IdentifierKeys keys;
    private final IdentifierKeys before;
    private final String first;
    private final StringBuilder masters = new StringBuilder();
    private int version = 1;

    RotatedKeys(IdentifierKeys keys) {
        this.keys = keys;
        String keyset = keyset();
        before = IdentifierKeys.parse(keyset);
        first = keyset.replaceAll("(?s).*\"1\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static String keyset() {
        try {
            return Files.readString(
                    Path.of(ConfigProvider.getConfig().getValue("lupa.identifiers.keyset", String.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new master the current one; those before stay live. */
    void rotate() {
        version++;
        byte[] master = new byte[MASTER];
        new SecureRandom().nextBytes(master);
        masters.append(",\"%d\":\"%s\"".formatted(version, Base64.getEncoder().encodeToString(master)));
        String live =
                IntStream.rangeClosed(1, version).mapToObj(Integer::toString).collect(Collectors.joining(","));
        become(IdentifierKeys.parse("{\"current\":%d,\"live\":[%s],\"masters\":{\"1\":\"%s\"%s}}"
                .formatted(version, live, first, masters)));
    }

    @Override
    public void close() {
        become(before);
    }

    private void become(IdentifierKeys other) {
        for (Field field : IdentifierKeys.class.getDeclaredFields()) {
            if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                    field.set(keys, field.get(other));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
