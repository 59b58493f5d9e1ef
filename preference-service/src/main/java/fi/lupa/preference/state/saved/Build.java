// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.state.packed.AllStates;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which code it is that reads and packs states. A state that other code has read may be another state, and one that it has packed other bytes,
 * so no version that somebody has to remember to raise tells them apart: the digest of the jars does.
 */
final class Build {

    private static final List<Class<?>> IN_EACH = List.of(AllStates.class, IdentifierType.class);

    private Build() {}

    /** Returns the digest of the running code; empty if it cannot be told where that is. */
    static Optional<String> running() {
        try {
            MessageDigest digest = Digests.newSha256();
            for (Class<?> type : IN_EACH) {
                CodeSource source = type.getProtectionDomain().getCodeSource();
                if (source == null || source.getLocation() == null) {
                    return Optional.empty();
                }
                add(digest, Path.of(source.getLocation().toURI()));
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void add(MessageDigest digest, Path jarOrFolder) throws IOException {
        try (Stream<Path> all = Files.walk(jarOrFolder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
