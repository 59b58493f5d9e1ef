// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.key.Hkdf;
import fi.lupa.platform.token.LinkKeyFile;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What links to people are made of: where the service is reached (lupa.public-url), and keys derived from the link key (lupa.link-key). */
@Singleton
public final class LinkSecrets {

    private final List<byte[]> keys;
    private final String base;

    /** Loads the link key. */
    public LinkSecrets(
            @ConfigProperty(name = "lupa.link-key") Path file,
            @ConfigProperty(name = "lupa.public-url", defaultValue = "http://127.0.0.1:8081") URI publicUrl) {
        keys = LinkKeyFile.loadAll(file);
        String url = publicUrl.toString();
        base = url.endsWith("/") ? url : url + "/";
    }

    /** Returns 32 bytes of key for one use. */
    public byte[] key(String use) {
        return keys(use).get(0);
    }

    /** Returns the same of every link key that is kept, the current one first: to read what was made before the key was exchanged. */
    public List<byte[]> keys(String use) {
        return keys.stream()
                .map(key -> Hkdf.derive(key, use.getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    /** Returns the address of a page. */
    public String url(String path) {
        return base + path;
    }

    @Override
    public String toString() {
        return "LinkSecrets";
    }
}
