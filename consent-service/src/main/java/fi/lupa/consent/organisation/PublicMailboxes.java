// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.organisation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The domains under which anybody has a mailbox, from {@code public-mailbox-domains.txt}: what one of their users says is no word of the domain. */
final class PublicMailboxes {

    private static final String FILE = "public-mailbox-domains.txt";
    private static final Set<String> DOMAINS = load();

    private PublicMailboxes() {}

    /** Returns whether the normalised domain is that of a public mailbox provider. */
    static boolean has(String domain) {
        return DOMAINS.contains(domain);
    }

    private static Set<String> load() {
        try (InputStream stream = Objects.requireNonNull(PublicMailboxes.class.getResourceAsStream(FILE), FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
